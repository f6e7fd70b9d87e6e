-- name: events
-- First which, then all columns of these: to sort whole rows takes twice as long.
WITH kept AS (
    SELECT * FROM {events} WHERE n IN (
        SELECT e.n FROM {events} e WHERE {where} ORDER BY e.day DESC NULLS LAST, e.n LIMIT $limit)),
home AS (SELECT id, text, title, url FROM reports WHERE id IN (SELECT report FROM kept)),
part AS (
    SELECT n, part, string_agg(actor, '; ' ORDER BY ordinal) AS actors,
        string_agg(country, '; ' ORDER BY ordinal) AS countries, string_agg(sector, '; ' ORDER BY ordinal) AS sectors
    FROM {sides} WHERE n IN (SELECT n FROM kept) GROUP BY n, part)
SELECT k.id, k.day, k.begin_day AS begin, k.until_day AS until, k.type, k.mode, k.quad, k.score, k.modality, k.historical,
    a.actors, a.countries AS actor_countries, a.sectors AS actor_sectors,
    b.actors AS recipients, b.countries AS recipient_countries, b.sectors AS recipient_sectors,
    k.place_name AS place, k.place_country, k.lat, k.lon, k.geonames_id,
    k.source_actor AS said_by, k.denies AS denied, k.confidence,
    k.killed_min, k.killed_max, k.injured_min, k.injured_max,
    k.displaced_min, k.displaced_max, k.detained_min, k.detained_max,
    substring(r.text, k.anchor_start + 1, k.anchor_end - k.anchor_start) AS words,
    k.anchor_start AS start, k.anchor_end AS "end",
    k.happening, k.report, k.report_day, k.publisher, r.title, r.url
FROM kept k JOIN home r ON r.id = k.report
LEFT JOIN part a ON a.n = k.n AND a.part = 'actor'
LEFT JOIN part b ON b.n = k.n AND b.part = 'recipient'
ORDER BY k.day DESC NULLS LAST, k.n

-- name: days
SELECT e.day, count(*) AS events,
    count(*) FILTER (e.quad = 1) AS quad1, count(*) FILTER (e.quad = 2) AS quad2,
    count(*) FILTER (e.quad = 3) AS quad3, count(*) FILTER (e.quad = 4) AS quad4, sum(e.score) AS score
FROM {events} e WHERE e.day IS NOT NULL AND {where} GROUP BY e.day ORDER BY e.day LIMIT $limit
