-- One row: at which stage most MVPs of the cycle are, and how many; no row where nobody is on its
-- roster.
-- key: one row
with counted as (
    select stage_label, stage_rank, count(*) as mvps, sum(mvps) over ()::bigint as people,
    from renewal_stage
    group by all
)
select format('{:,} of {:,} ', mvps, people) || if(people = 1, person_word, people_word)
    || if(mvps = 1, ' is “', ' are “') || stage_label || '”' as sentence,
from counted
cross join rule_settings
qualify row_number() over (order by mvps desc, stage_rank) = 1
