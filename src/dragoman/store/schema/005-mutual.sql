-- What two do to each other stands in both directions of their series; the alerts count it once.

ALTER TABLE dyad_days ADD COLUMN mutual INTEGER DEFAULT 0;  -- conflict events that stand in the mirrored row, too
