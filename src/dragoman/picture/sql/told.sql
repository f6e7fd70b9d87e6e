-- What happened now, each happening once: the events that a series counts, with the telling that counts.
-- Left out: plans, suppositions and denials (modality), what lies back or is told as history (historical), what has
-- no day, and reports that print another again. Until linking has filled `happenings`, events of one report are one
-- by same_as. Where the first telling is left out itself (a plan that was then carried out) or names only one side, the
-- next one counts.
WITH kept AS (
    SELECT
        e.id AS event, e.report, e.ordinal, e.type, e.quad, e.score, e.day,
        coalesce(h.happening, e.same_as, e.id) AS happening,
        coalesce(h.first, e.same_as IS NULL) AS first
    FROM events AS e
    LEFT JOIN happenings AS h ON h.event = e.id
    WHERE e.modality = 'actual' AND NOT e.historical AND e.day IS NOT NULL
        AND e.report NOT IN (SELECT report FROM reprints)
        AND e.id IN (SELECT event FROM participants WHERE part = 'actor')
        AND e.id IN (SELECT event FROM participants WHERE part = 'recipient')
),
told AS (
    SELECT event, report, type, quad, score, day FROM kept WHERE first
    UNION ALL
    SELECT event, report, type, quad, score, day
    FROM kept AS late ANTI JOIN (SELECT happening FROM kept WHERE first) AS known USING (happening)
    WHERE NOT late.first
    QUALIFY row_number() OVER (PARTITION BY happening ORDER BY day, report, ordinal) = 1
)
