-- One row per claim of the year that became a contribution, with its address as the rules compare
-- addresses (docs/rules.md section 19). address_day is the only day on which the address stands for
-- the same thing; null: any day.
-- key: contribution_id
select
    contributions.contribution_id,
    contributions.mvp_id,
    contributions.day,
    address_of(contributions.url) as address,
    if(rule_tracks.is_repeat_by_day, contributions.day, null) as address_day,
from contributions
join events using (contribution_id)
join years on years.is_current and contributions.day between years.first_day and years.as_of
left join rule_tracks using (track)
where events.mvp_id = contributions.mvp_id
