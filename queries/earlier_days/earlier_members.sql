-- One row per MVP of the roster on an earlier day: how they stood then.
select dates.as_of as compared_on, members.*,
from members
cross join dates
