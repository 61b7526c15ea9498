-- One row per stage with anybody in it, in the order of the way to the title.
select replace(stage, '_', ' ') as stage, count(*) as nominees
from nominees
group by stage
order by list_position(
    ['nominated', 'in_feedback', 'selected', 'onboarding', 'mvp', 'not_selected'], stage
)
