-- The groups of tellings that some others may meet: of one week, type, and actor or place of a part.
-- $weeks, $slots, $types: lists of one length, one entry for each of these that is asked for.
WITH asked AS (
    SELECT unnest($weeks::INTEGER[]) AS week, unnest($slots::VARCHAR[]) AS slot, unnest($types::VARCHAR[]) AS type
),
weeks AS (SELECT DISTINCT week FROM asked),
near AS (
    SELECT
        lead, type, first_week, last_week,
        unnest(
            list_concat(
                list_transform(agent_lines, lambda actor: 'agent ' || actor),
                list_transform(recipient_lines, lambda actor: 'recipient ' || actor),
                ['place ' || place_key]
            )
        ) AS slot
    FROM (
        SELECT
            *,
            (first_day - DATE '0001-01-01' + 1) // 7 AS first_week,
            (last_day - DATE '0001-01-01' + 1) // 7 AS last_week
        FROM tellings
    )
    WHERE first_week IN (SELECT week FROM weeks) OR last_week IN (SELECT week FROM weeks)
)
SELECT DISTINCT lead FROM near AS n
JOIN asked AS a ON a.slot = n.slot AND a.type = n.type AND (a.week = n.first_week OR a.week = n.last_week)
