-- One row per commitment of an explained MVP (docs/rules.md section 16): they have no date.
-- key: mvp_id, year, track
select commitments.*,
from commitments
semi join explained using (mvp_id)
order by mvp_id, year, track
