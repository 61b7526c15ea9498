-- One row per explained MVP: who they are, as seen on $day (docs/rules.md section 16).
-- key: mvp_id
select mvps.* replace (if(nda_signed_on <= $day, nda_signed_on, null) as nda_signed_on),
from mvps
semi join explained using (mvp_id)
order by mvp_id
