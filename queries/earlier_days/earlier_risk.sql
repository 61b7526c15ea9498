-- One row per MVP and reason on an earlier day: what weighed on them then.
select dates.as_of as compared_on, risk.mvp_id, risk.about, risk.risk, risk.is_at_risk, risk.reason,
from risk
cross join dates
