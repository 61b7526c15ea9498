-- One row per flag: an MVP and what puts them at risk (docs/rules.md section 7).
-- key: mvp_id, about
select mvp_id, about_label as about, reason,
from risk
where is_at_risk
order by mvp_id, about_rank nulls last, about
