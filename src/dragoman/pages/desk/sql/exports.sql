-- name: events
WITH kept AS (
    SELECT e.* FROM events e WHERE {where} ORDER BY e.day DESC NULLS LAST, e.id LIMIT $limit),
part AS (
    SELECT event, part, string_agg(actor, '; ' ORDER BY ordinal) AS actors,
        string_agg(country, '; ' ORDER BY ordinal) AS countries, string_agg(sector, '; ' ORDER BY ordinal) AS sectors
    FROM participants WHERE event IN (SELECT id FROM kept) GROUP BY event, part),
place AS (SELECT * FROM places WHERE report IN (SELECT report FROM kept)),
said AS (SELECT * FROM statements WHERE id IN (SELECT statement FROM kept)),
linked AS (SELECT * FROM happenings WHERE event IN (SELECT id FROM kept))
SELECT k.id, k.day, k.begin_day AS begin, k.until_day AS until, k.type, k.mode, k.quad, k.score, k.modality, k.historical,
    a.actors, a.countries AS actor_countries, a.sectors AS actor_sectors,
    b.actors AS recipients, b.countries AS recipient_countries, b.sectors AS recipient_sectors,
    pl.name AS place, pl.country AS place_country, pl.lat, pl.lon, pl.geonames_id,
    s.source_actor AS said_by, s.denies AS denied, k.confidence,
    k.killed_min, k.killed_max, k.injured_min, k.injured_max,
    k.displaced_min, k.displaced_max, k.detained_min, k.detained_max,
    substring(r.text, k.anchor_start + 1, k.anchor_end - k.anchor_start) AS words,
    k.anchor_start AS start, k.anchor_end AS "end",
    h.happening, k.report, r.day AS report_day, r.publisher, r.title, r.url
FROM kept k JOIN reports r ON r.id = k.report
LEFT JOIN part a ON a.event = k.id AND a.part = 'actor'
LEFT JOIN part b ON b.event = k.id AND b.part = 'recipient'
LEFT JOIN place pl ON pl.report = k.report AND pl.ordinal = k.place
LEFT JOIN said s ON s.id = k.statement
LEFT JOIN linked h ON h.event = k.id
ORDER BY k.day DESC NULLS LAST, k.id

-- name: days
SELECT e.day, count(*) AS events,
    count(*) FILTER (e.quad = 1) AS quad1, count(*) FILTER (e.quad = 2) AS quad2,
    count(*) FILTER (e.quad = 3) AS quad3, count(*) FILTER (e.quad = 4) AS quad4, sum(e.score) AS score
FROM events e WHERE e.day IS NOT NULL AND {where} GROUP BY e.day ORDER BY e.day LIMIT $limit
