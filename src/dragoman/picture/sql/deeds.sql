-- Behind told.sql and sides.sql: the events between two, either way, in some spans of days, with their words.
-- $ones, $others, $sinces, $untils: lists of one length, one entry a span.
, asked AS (
    SELECT unnest($ones::VARCHAR[]) AS one, unnest($others::VARCHAR[]) AS other,
        unnest($sinces::DATE[]) AS since, unnest($untils::DATE[]) AS until
),
wanted AS (
    SELECT DISTINCT d.event, d.report, d.type, d.quad, d.day, d.source, d.target, d.mutual
    FROM dyads AS d
    JOIN asked AS q ON least(d.source, d.target) = q.one AND greatest(d.source, d.target) = q.other
        AND d.day BETWEEN q.since AND q.until
)
SELECT
    w.event, w.report, w.day::VARCHAR AS day, w.type, e.mode, w.quad, e.score, w.source, w.target,
    w.mutual, e.anchor_start, e.anchor_end, s.start_at AS sentence_start, s.end_at AS sentence_end,
    r.text, r.title, r.publisher, r.url
FROM wanted AS w
JOIN events AS e ON e.id = w.event
JOIN reports AS r ON r.id = w.report
LEFT JOIN sentences AS s ON s.report = w.report AND s.start_at <= e.anchor_start AND e.anchor_start < s.end_at
ORDER BY w.day, w.report, w.event, w.source, w.target
