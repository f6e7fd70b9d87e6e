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
e.n IN (
    SELECT n FROM {sides}
    WHERE {days} AND (country = {0} OR actor = {0} OR starts_with(actor, {0} || '/')))

-- name: by
e.n IN (
    SELECT n FROM {sides}
    WHERE {days} AND part = 'actor' AND (country = {0} OR actor = {0} OR starts_with(actor, {0} || '/')))

-- name: to
e.n IN (
    SELECT n FROM {sides}
    WHERE {days} AND part = 'recipient' AND (country = {0} OR actor = {0} OR starts_with(actor, {0} || '/')))

-- name: between
-- The one acts and the other is acted on, either way; a state as the series has it.
e.n IN (
    SELECT a.n
    FROM (SELECT n, part FROM {sides} WHERE {days} AND {one}) AS a
    JOIN (SELECT n, part FROM {sides} WHERE {days} AND {other}) AS b ON b.n = a.n AND b.part <> a.part)

-- name: state
state = {0}

-- name: somebody
(actor = {0} OR starts_with(actor, {0} || '/'))

-- name: between_states
-- The same of two states where only what counts is asked for.
e.n IN (SELECT n FROM pairs_by_day WHERE {days} AND a = least({0}, {1}) AND b = greatest({0}, {1}))

-- name: sector
e.n IN (SELECT n FROM {sides} WHERE {days} AND list_contains({0}::VARCHAR[], sector))

-- name: place
(e.place_country = {0} OR e.place_name = {0})

-- name: source
e.publisher = {0}

-- name: says
(e.source_actor = {0} OR starts_with(e.source_actor, {0} || '/'))

-- name: report
e.report = {0}

-- name: happening
e.happening = {0}

-- name: counted
-- What the series counts: told as fact, no background, no reprint, each happening once.
e.counted
