-- One row per MVP of the roster on an earlier day, as of that day.
-- key: compared_on, mvp_id
select dates.as_of as compared_on, members.*,
from members
cross join dates
