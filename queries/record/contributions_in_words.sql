-- One row per contribution of any year up to D, the latest first, as people read it. url is null
-- unless it is a link, why for a row that counts; counts, such as "4 hours", unless it counts in a
-- track that counts points.
-- key: contribution_id
select
    contribution_id,
    program_years.year_label,
    judged_contributions.day,
    coalesce(track_label, track) as track_label,
    kind,
    title,
    if(regexp_full_match(url, 'https?://.*'), url, null) as url,
    accepted,
    counted,
    if(counted and measure = 'points', format('{:,} ', coalesce(points, 1))
        || if(coalesce(points, 1) = 1, unit_one, unit_many), null) as counts,
    rule_not_counted.explanation as why,
from judged_contributions
join dates on judged_contributions.day <= dates.as_of
join program_years
    on judged_contributions.day >= program_years.first_day
    and judged_contributions.day < program_years.next_first_day
left join rule_not_counted on rule_not_counted.reason = judged_contributions.not_counted_because
order by judged_contributions.day desc, contribution_id
