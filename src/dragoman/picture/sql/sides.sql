-- Behind told.sql: who stands on either side of each event, by the names of a level.
--   state   the country; a body of no country by itself (IGO/nato)
--   sector  country and sector (SRB/GOV), the country alone where the sector is not known
--   group   the actor; groups that only a report's words tell apart (group/men-2) are nobody beyond it
-- An event is of two where some actor of the one side is not the very actor of the other: RUS, RUS is a dyad too.
, sides AS (
    SELECT event, part, side, min(actor) AS least, max(actor) AS most
    FROM (
        SELECT
            event, part, actor,
            CASE $level
                WHEN 'group' THEN CASE WHEN actor NOT LIKE 'group/%' THEN actor END
                WHEN 'sector' THEN coalesce(country || coalesce('/' || sector, ''), body)
                ELSE coalesce(country, body)
            END AS side
        FROM (
            SELECT
                event, part, actor, country, sector,
                CASE WHEN country IS NULL THEN nullif(regexp_extract(actor, '^[A-Z]{3}/[^/]+'), '') END AS body
            FROM participants
        )
    )
    WHERE side IS NOT NULL
    GROUP BY event, part, side
),
dyads AS (
    SELECT t.*, a.side AS source, b.side AS target
    FROM told AS t
    JOIN sides AS a ON a.event = t.event AND a.part = 'actor'
    JOIN sides AS b ON b.event = t.event AND b.part = 'recipient'
    WHERE NOT (a.least = b.least AND a.most = b.most AND a.least = a.most)
)
