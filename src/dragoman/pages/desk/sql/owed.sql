-- name: reports
WITH due AS (
    SELECT report, due_until, id FROM commitments
    WHERE due_until >= $since::DATE AND due_until <= $until::DATE AND {fill})
SELECT r.id FROM reports_by_day r
WHERE r.id IN (SELECT report FROM due) AND (r.day IS NULL OR r.day <= $on::DATE)
ORDER BY r.day DESC NULLS LAST, r.id LIMIT $limit

-- name: party
id IN (
    SELECT commitment FROM commitment_parties WHERE actor = {0} OR starts_with(actor, {0} || '/'))

-- name: undated
WITH chosen AS (
    SELECT c.* FROM commitments c JOIN reports r ON r.id = c.report
    WHERE c.due_until IS NULL AND (r.day IS NULL OR r.day <= $on::DATE) AND {fill}
    ORDER BY r.day DESC NULLS LAST, c.id LIMIT $limit)
SELECT c.id, c.report, c.ordinal, c.kind, c.state, r.day::VARCHAR AS day, r.publisher,
    substring(r.text, c.content_start + 1, c.content_end - c.content_start) AS words,
    (SELECT list(DISTINCT actor) FROM commitment_parties p WHERE p.commitment = c.id AND p.part = 'debtor') AS debtors,
    (SELECT list(DISTINCT actor) FROM commitment_parties p WHERE p.commitment = c.id AND p.part = 'creditor') AS creditors
FROM chosen c JOIN reports r ON r.id = c.report ORDER BY r.day DESC NULLS LAST, c.id
