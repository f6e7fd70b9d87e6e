-- What a filter asks of an event e; {0} is the name of its parameter.

-- name: since
e.day >= {0}::DATE

-- name: until
e.day <= {0}::DATE

-- name: type
list_contains({0}::VARCHAR[], e.type)

-- name: quad
list_contains({0}::TINYINT[], e.quad)

-- name: actor
e.id IN (
    SELECT event FROM participants
    WHERE country = {0} OR actor = {0} OR starts_with(actor, {0} || '/'))

-- name: by
e.id IN (
    SELECT event FROM participants
    WHERE part = 'actor' AND (country = {0} OR actor = {0} OR starts_with(actor, {0} || '/')))

-- name: to
e.id IN (
    SELECT event FROM participants
    WHERE part = 'recipient' AND (country = {0} OR actor = {0} OR starts_with(actor, {0} || '/')))

-- name: sector
e.id IN (SELECT event FROM participants WHERE list_contains({0}::VARCHAR[], sector))

-- name: place
EXISTS (
    SELECT 1 FROM places pl
    WHERE pl.report = e.report AND pl.ordinal = e.place AND (pl.country = {0} OR pl.name = {0}))

-- name: source
e.report IN (SELECT id FROM reports WHERE publisher = {0})

-- name: says
e.statement IN (
    SELECT id FROM statements WHERE source_actor = {0} OR starts_with(source_actor, {0} || '/'))

-- name: report
e.report = {0}

-- name: happening
e.id IN (SELECT event FROM happenings WHERE happening = {0})

-- name: counted
-- What the series counts, as picture/sql/told.sql has it: told as fact, no background, no reprint, each happening once.
e.modality = 'actual' AND NOT e.historical AND e.day IS NOT NULL
AND CASE WHEN EXISTS (SELECT 1 FROM happenings h WHERE h.event = e.id)
    THEN EXISTS (SELECT 1 FROM happenings h WHERE h.event = e.id AND h.first)
    ELSE e.same_as IS NULL AND NOT EXISTS (SELECT 1 FROM reprints x WHERE x.report = e.report) END

-- name: factual
e.modality = 'actual' AND NOT e.historical
