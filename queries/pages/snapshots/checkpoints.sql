-- One row per checkpoint that the letters can be looked at for: D itself, and those before it that
-- pages compare with (docs/rules.md section 1), the latest first.
select compared_on as checkpoint
from comparison_dates
where kind = 'checkpoint'
union all
select dates.as_of
from dates
join rule_checkpoints on make_date(dates.year, month, day) = dates.as_of
order by checkpoint desc
