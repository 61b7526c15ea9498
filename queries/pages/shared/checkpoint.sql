-- One row: the next checkpoint, in words.
select
    'As of ' || strftime(dates.as_of, '%b %-d, %Y') || '. Next checkpoint: '
    || strftime(years.next_checkpoint, '%b %-d') || case years.next_checkpoint - dates.as_of
        when 0 then ', today.'
        when 1 then ', tomorrow.'
        else ', in ' || (years.next_checkpoint - dates.as_of) || ' days.'
    end as sentence,
from dates
join years using (year)
