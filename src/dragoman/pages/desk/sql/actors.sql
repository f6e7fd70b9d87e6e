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
-- Texts are read of those alone whose object is no actor: their words tell two of them apart.
WITH own AS (
    SELECT p.holder, p.stance, p.object_actor, p.object_start, p.object_end, p.since, p.report, p.ordinal, r.day
    FROM positions p JOIN reports_by_day r ON r.id = p.report
    WHERE {fill} AND (r.day IS NULL OR r.day <= $on::DATE)),
bare AS (SELECT report, ordinal, object_start, object_end FROM own WHERE object_actor IS NULL),
named AS (
    SELECT b.report, b.ordinal, lower(substring(r.text, b.object_start + 1, b.object_end - b.object_start)) AS words
    FROM bare b JOIN (SELECT id, text FROM reports WHERE id IN (SELECT report FROM bare)) r ON r.id = b.report)
SELECT o.holder, o.stance, o.object_actor, count(DISTINCT o.report) AS reports, max(o.day)::VARCHAR AS last_day,
    min(o.since) AS since, arg_max(o.report, o.day) AS report, arg_max(o.ordinal, o.day) AS ordinal,
    arg_max(o.object_start, o.day) AS object_start, arg_max(o.object_end, o.day) AS object_end
FROM own o LEFT JOIN named n ON n.report = o.report AND n.ordinal = o.ordinal
GROUP BY o.holder, o.stance, o.object_actor, n.words
ORDER BY last_day DESC NULLS LAST, reports DESC, o.holder, o.stance LIMIT $limit

-- name: holder
(p.holder = {0} OR starts_with(p.holder, {0} || '/'))

-- name: object
(p.object_actor = {0} OR starts_with(p.object_actor, {0} || '/'))

-- name: word
contains(lower(name), lower({0}))
