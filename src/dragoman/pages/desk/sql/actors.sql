-- name: card
SELECT coalesce(mode(name) FILTER (regexp_matches(name, '^\p{Lu}')), mode(name)) AS name, mode(type) AS type, mode(country) AS country, mode(sector) AS sector,
    mode(role) AS role, mode(ethnic_group) AS ethnic_group, count(*) AS reports
FROM actors WHERE actor = $actor

-- name: names
SELECT name, count(*) AS reports FROM actors WHERE actor = $actor AND name IS NOT NULL
GROUP BY name ORDER BY reports DESC, name LIMIT 12

-- name: below
SELECT actor, coalesce(mode(name) FILTER (regexp_matches(name, '^\p{Lu}')), mode(name)) AS name, count(*) AS reports FROM actors
WHERE starts_with(actor, $actor || '/') GROUP BY actor ORDER BY reports DESC, actor LIMIT $limit

-- name: found
SELECT actor, coalesce(mode(name) FILTER (regexp_matches(name, '^\p{Lu}')), mode(name)) AS name, mode(country) AS country, mode(role) AS role, count(*) AS reports FROM actors
WHERE {fill} GROUP BY actor ORDER BY reports DESC, actor LIMIT $limit

-- name: claims
SELECT count(*) AS claims, count(DISTINCT report) AS reports FROM statements
WHERE source_actor = $actor OR starts_with(source_actor, $actor || '/')

-- name: positions
SELECT p.holder, p.stance, p.object_actor, count(DISTINCT p.report) AS reports, max(r.day)::VARCHAR AS last_day,
    min(p.since) AS since, arg_max(p.report, r.day) AS report, arg_max(p.ordinal, r.day) AS ordinal,
    arg_max(substring(r.text, p.object_start + 1, p.object_end - p.object_start), r.day) AS words
FROM positions p JOIN reports r ON r.id = p.report
WHERE {fill} AND (r.day IS NULL OR r.day <= $on::DATE)
GROUP BY p.holder, p.stance, p.object_actor,
    CASE WHEN p.object_actor IS NULL THEN lower(substring(r.text, p.object_start + 1, p.object_end - p.object_start)) END
ORDER BY last_day DESC NULLS LAST, reports DESC, p.holder, p.stance LIMIT $limit

-- name: holder
(p.holder = {0} OR starts_with(p.holder, {0} || '/'))

-- name: object
(p.object_actor = {0} OR starts_with(p.object_actor, {0} || '/'))

-- name: word
contains(lower(name), lower({0}))
