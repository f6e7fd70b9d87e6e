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
    SELECT event FROM sides_by_day
    WHERE {days} AND (country = {0} OR actor = {0} OR starts_with(actor, {0} || '/')))

-- name: by
e.id IN (
    SELECT event FROM sides_by_day
    WHERE {days} AND part = 'actor' AND (country = {0} OR actor = {0} OR starts_with(actor, {0} || '/')))

-- name: to
e.id IN (
    SELECT event FROM sides_by_day
    WHERE {days} AND part = 'recipient' AND (country = {0} OR actor = {0} OR starts_with(actor, {0} || '/')))

-- name: sector
e.id IN (SELECT event FROM sides_by_day WHERE {days} AND list_contains({0}::VARCHAR[], sector))

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
-- What the series counts: told as fact, no background, no reprint, each happening once.
e.id IN (SELECT event FROM events_by_day WHERE {days} AND counted)

-- name: factual
e.modality = 'actual' AND NOT e.historical
