-- Behind told.sql: who stands on either side of each event, by the names of a level.
--   state   the country; a body of no country by itself (IGO/nato)
--   sector  country and sector (SRB/GOV), the country alone where the sector is not known
--   group   the actor; groups that only a report's words tell apart (group/men-2) are nobody beyond it
, sides AS (
    SELECT DISTINCT
        p.report, p.event, p.part, p.actor,
        CASE $level
            WHEN 'group' THEN CASE WHEN p.actor NOT LIKE 'group/%' THEN p.actor END
            WHEN 'sector' THEN coalesce(p.country || coalesce('/' || p.sector, ''), body)
            ELSE coalesce(p.country, body)
        END AS side
    FROM (
        SELECT *, nullif(regexp_extract(actor, '^[A-Z]{3}/[^/]+'), '') AS body FROM participants
    ) AS p
),
dyads AS (
    SELECT DISTINCT t.*, a.side AS source, b.side AS target
    FROM told AS t
    JOIN sides AS a ON a.report = t.report AND a.event = t.event AND a.part = 'actor' AND a.side IS NOT NULL
    JOIN sides AS b ON b.report = t.report AND b.event = t.event AND b.part = 'recipient' AND b.side IS NOT NULL
    WHERE a.actor <> b.actor
)
