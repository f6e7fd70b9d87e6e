-- name: card
SELECT type, country, sector, role, ethnic_group, reports, names, named FROM known_actors WHERE actor = $actor

-- name: new_card
-- The same of an actor, or of those below him, whom only reports tell that came since.
SELECT mode(type) AS type, mode(country) AS country, mode(sector) AS sector, mode(role) AS role,
    mode(ethnic_group) AS ethnic_group, count(*) AS reports,
    [mode(name)] AS names, [count(*)] AS named
FROM actors WHERE (actor = $actor OR starts_with(actor, $actor || '/'))
    AND report IN (SELECT report FROM unpictured) HAVING count(*) > 0

-- name: below
SELECT actor, name, reports FROM known_actors
WHERE starts_with(actor, $actor || '/') ORDER BY reports DESC, actor LIMIT $limit

-- name: new_names
SELECT actor, mode(name) AS name FROM actors
WHERE actor IN (SELECT unnest($ids::VARCHAR[])) AND report IN (SELECT report FROM unpictured) GROUP BY actor

-- name: found
SELECT actor, coalesce(mode(name) FILTER (regexp_matches(name, '^\p{Lu}')), mode(name)) AS name, mode(country) AS country, mode(role) AS role, count(*) AS reports FROM actors
WHERE {fill} GROUP BY actor ORDER BY reports DESC, actor LIMIT $limit

-- name: claims
SELECT count(*) AS claims, count(DISTINCT report) AS reports FROM statements
WHERE source_actor = $actor OR starts_with(source_actor, $actor || '/')

-- name: positions
SELECT p.holder, p.stance, p.object_actor, count(DISTINCT p.report) AS reports, max(p.day)::VARCHAR AS last_day,
    min(p.since) AS since, arg_max(p.report, p.day) AS report, arg_max(p.ordinal, p.day) AS ordinal,
    arg_max(p.words, p.day) AS words
FROM stances_by_day p WHERE {fill} AND (p.day IS NULL OR p.day <= $on::DATE)
GROUP BY p.holder, p.stance, p.object_actor, CASE WHEN p.object_actor IS NULL THEN lower(p.words) END
ORDER BY last_day DESC NULLS LAST, reports DESC, p.holder, p.stance LIMIT $limit

-- name: holder
(p.holder = {0} OR starts_with(p.holder, {0} || '/'))

-- name: object
(p.object_actor = {0} OR starts_with(p.object_actor, {0} || '/'))

-- name: word
contains(lower(name), lower({0}))
