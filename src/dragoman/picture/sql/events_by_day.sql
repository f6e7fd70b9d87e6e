-- Every event with its happening and whether it counts, by the rule of told.sql: of what was told as fact, no background
-- and no reprint, one telling of each happening, the first where it names both sides, else the next that does. An event
-- that never has two sides counts too: it stands in no series of two, but on its actor's page.
WITH linked AS (
    SELECT
        e.id AS event, e.report, e.ordinal, e.day, e.type, e.quad, h.happening, h.first,
        coalesce(h.happening, e.same_as, e.id) AS one,
        coalesce(h.first, e.same_as IS NULL) AS leads,
        e.modality = 'actual' AND NOT e.historical AND e.day IS NOT NULL
            AND e.report NOT IN (SELECT report FROM reprints) AS fit,
        coalesce(p.parts, 0) AS parts
    FROM events AS e
    LEFT JOIN happenings AS h ON h.event = e.id
    LEFT JOIN (SELECT event, count(DISTINCT part) AS parts FROM participants GROUP BY event) AS p ON p.event = e.id
)
SELECT
    event, report, day, type, quad, happening, first,
    coalesce(fit, false) AND row_number() OVER (
        PARTITION BY one ORDER BY coalesce(fit, false) DESC, parts = 2 DESC, leads DESC, day, report, ordinal
    ) = 1 AS counted
FROM linked
ORDER BY day, event
