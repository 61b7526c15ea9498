-- One row per exam attempt of an explained MVP, as seen on $day (docs/rules.md section 16).
-- key: mvp_id, certification, level, taken_on, passed
select certifications.*,
from certifications
semi join explained using (mvp_id)
where certifications.taken_on <= $day
order by mvp_id, taken_on, certification, level, passed
