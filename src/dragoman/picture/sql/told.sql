-- What happened now, each happening once: the events that a series counts, with the telling that counts.
-- Left out: plans, suppositions and denials (modality), what lies back or is told as history (historical), what has
-- no day, and reports that print another again. Until linking has filled `happenings`, events of one report are one
-- by same_as.
WITH kept AS (
    SELECT
        e.report, e.id AS event, e.ordinal, e.type, e.quad, e.score, e.day, r.day AS told,
        coalesce(h.happening, concat(e.report, ' ', coalesce(e.same_as, e.id))) AS happening,
        coalesce(h.first, e.same_as IS NULL) AS first
    FROM events AS e
    JOIN reports AS r ON r.id = e.report
    LEFT JOIN happenings AS h ON h.report = e.report AND h.event = e.id
    WHERE e.modality = 'actual' AND NOT e.historical AND e.day IS NOT NULL
        AND e.report NOT IN (SELECT report FROM reprints)
),
told AS (
    SELECT * FROM kept
    QUALIFY row_number() OVER (PARTITION BY happening ORDER BY NOT first, told NULLS LAST, report, ordinal) = 1
)
