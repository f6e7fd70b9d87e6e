-- The commitments that name a day, with all who owe or are owed.
SELECT c.report, r.day, c.due_until AS due, concat(chr(9), coalesce(p.parties, ''), chr(9)) AS parties
FROM (SELECT id, report, due_until FROM commitments WHERE due_until IS NOT NULL AND {reports}) AS c
JOIN (SELECT id, day FROM reports) AS r ON r.id = c.report
LEFT JOIN (
    SELECT commitment, string_agg(DISTINCT actor, chr(9) ORDER BY actor) AS parties
    FROM commitment_parties WHERE {reports} GROUP BY commitment
) AS p ON p.commitment = c.id
ORDER BY r.day, c.report
