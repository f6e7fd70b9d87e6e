-- Behind told.sql: who stands on either side of each event, by the names of a level.
--   state   the country; a body of no country by itself (IGO/nato)
--   sector  country and sector (SRB/GOV), the country alone where the sector is not known
--   group   the actor; groups that only a report's words tell apart (group/men-2) are nobody beyond it
-- An event is of two where some actor of the one side is not the very actor of the other: RUS, RUS is a dyad too.
-- What two do to each other (both act, both are met with it) is a row in each direction, and both say so: mutual.
, sides AS (
    SELECT
        event, side, bool_or(part = 'actor') AS acts, bool_or(part = 'recipient') AS is_met,
        min(actor) FILTER (part = 'actor') AS first_acting, max(actor) FILTER (part = 'actor') AS last_acting,
        min(actor) FILTER (part = 'recipient') AS first_met, max(actor) FILTER (part = 'recipient') AS last_met
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
    GROUP BY event, side
),
dyads AS (
    SELECT t.*, a.side AS source, b.side AS target, a.side <> b.side AND a.is_met AND b.acts AS mutual
    FROM told AS t
    JOIN sides AS a ON a.event = t.event AND a.acts
    JOIN sides AS b ON b.event = t.event AND b.is_met
    WHERE NOT (a.first_acting = b.first_met AND a.last_acting = b.last_met AND a.first_acting = a.last_acting)
)
