-- What most reports say of an actor: "Iraqi troops" rather than "its troops", where some report has it.
-- {actors}: which actors, as a condition on `actor`.
WITH own AS (SELECT * FROM actors WHERE {actors}),
told AS (
    SELECT actor, name, count(*)::INTEGER AS reports FROM own WHERE name IS NOT NULL GROUP BY actor, name
),
called AS (
    SELECT
        actor,
        arg_max(name, (regexp_matches(name, '^\p{Lu}'), reports, name)) AS name,
        list(name ORDER BY reports DESC, name)[:12] AS names,
        list(reports ORDER BY reports DESC, name)[:12] AS named
    FROM told GROUP BY actor
)
SELECT
    a.actor, any_value(c.name) AS name, mode(a.type) AS type, mode(a.country) AS country, mode(a.sector) AS sector,
    mode(a.role) AS role, mode(a.ethnic_group) AS ethnic_group, count(*)::INTEGER AS reports,
    coalesce(any_value(c.names), []) AS names, coalesce(any_value(c.named), []) AS named
FROM own AS a LEFT JOIN called AS c ON c.actor = a.actor
GROUP BY a.actor
ORDER BY a.actor
