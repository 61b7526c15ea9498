-- One row per MVP and reason for a risk on an earlier day, as of that day.
-- key: compared_on, mvp_id, about
select
    dates.as_of as compared_on,
    risk.mvp_id,
    risk.about,
    risk.about_label,
    risk.about_rank,
    risk.risk,
    risk.risk_label,
    risk.is_at_risk,
    risk.explanation,
from risk
cross join dates
