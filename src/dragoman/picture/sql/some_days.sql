-- A question to events and participants, asked of what bears on some days ($days): their events, and all
-- tellings of what these tell.
WITH on_days AS (SELECT id FROM main.events WHERE day IN (SELECT unnest($days::DATE[]))),
wanted AS (
    SELECT id FROM on_days
    UNION
    SELECT event FROM main.happenings WHERE happening IN (
        SELECT happening FROM main.happenings WHERE event IN (SELECT id FROM on_days)
    )
),
events AS (SELECT * FROM main.events WHERE id IN (SELECT id FROM wanted)),
participants AS (SELECT * FROM main.participants WHERE event IN (SELECT id FROM wanted)),
happenings AS (SELECT * FROM main.happenings WHERE event IN (SELECT id FROM wanted))
SELECT * FROM (
{question}
) WHERE day IN (SELECT unnest($days::DATE[]))
