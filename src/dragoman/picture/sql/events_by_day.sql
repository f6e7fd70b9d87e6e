-- Every event with all that a page shows of it but its words: its happening and whether it counts, by the rule of
-- told.sql. Of what was told as fact, no background and no reprint, one telling of each happening counts, the first where
-- it names both sides, else the next that does. An event that never has two sides counts too: it stands in no series of
-- two, but on its actor's page.
-- {reports}, {ids}: which reports, as a condition on `report` or `id`; on every table, so that of few reports little is
-- joined.
WITH own AS (SELECT * FROM events WHERE {reports}),
parts AS (SELECT event, count(DISTINCT part) AS parts FROM participants WHERE {reports} GROUP BY event),
linked AS (
    SELECT
        e.*, h.happening, h.first,
        coalesce(h.happening, e.same_as, e.id) AS one,
        coalesce(h.first, e.same_as IS NULL) AS leads,
        coalesce(
            e.modality = 'actual' AND NOT e.historical AND e.day IS NOT NULL
                AND e.report NOT IN (SELECT report FROM reprints),
            false
        ) AS fit,
        coalesce(p.parts, 0) = 2 AS whole,
        r.publisher, r.day AS report_day,
        CASE WHEN e.report NOT IN (SELECT report FROM reprints) THEN coalesce(r.publisher, r.id) END AS voice
    FROM own AS e
    JOIN (SELECT id, publisher, day FROM reports WHERE {ids}) AS r ON r.id = e.report
    LEFT JOIN (SELECT event, happening, first FROM happenings WHERE {reports}) AS h ON h.event = e.id
    LEFT JOIN parts AS p ON p.event = e.id
),
marked AS (
    SELECT
        *,
        fit AND row_number() OVER (
            PARTITION BY one ORDER BY fit DESC, whole DESC, leads DESC, day, report, ordinal
        ) = 1 AS counted
    FROM linked
),
told AS (
    SELECT
        one, count(*)::INTEGER AS tellings, count(DISTINCT report)::INTEGER AS reports,
        count(DISTINCT voice)::INTEGER AS sources
    FROM linked WHERE modality = 'actual' AND NOT historical GROUP BY one
),
sentence AS (SELECT report, start_at, end_at FROM sentences WHERE {reports}),
placed AS (
    SELECT
        m.*,
        CASE WHEN m.anchor_start < s.end_at THEN s.start_at END AS sentence_start,
        CASE WHEN m.anchor_start < s.end_at THEN s.end_at END AS sentence_end
    FROM marked AS m ASOF LEFT JOIN sentence AS s ON s.report = m.report AND m.anchor_start >= s.start_at
)
SELECT
    (row_number() OVER (ORDER BY t.day, t.id))::INTEGER AS n,
    t.id, t.report, t.ordinal, t.type, t.mode, t.quad, t.score, t.anchor_start, t.anchor_end,
    t.sentence_start, t.sentence_end, t.begin_day, t.until_day, t.day, t.modality, t.historical, t.confidence,
    t.killed_min, t.killed_max, t.injured_min, t.injured_max, t.displaced_min, t.displaced_max,
    t.detained_min, t.detained_max,
    pl.name AS place_name, pl.country AS place_country, pl.feature AS place_feature, pl.lat, pl.lon, pl.geonames_id,
    t.statement IS NOT NULL AS sourced, s.source_actor, s.source_start, s.source_end, s.denies,
    t.publisher, t.report_day, t.happening, t.first, t.counted, o.tellings, o.reports, o.sources
FROM placed AS t
LEFT JOIN told AS o ON o.one = t.one
LEFT JOIN (SELECT * FROM places WHERE {reports}) AS pl ON pl.report = t.report AND pl.ordinal = t.place
LEFT JOIN (SELECT * FROM statements WHERE {reports}) AS s ON s.report = t.report AND s.id = t.statement
ORDER BY n
