-- One row for an address ($address, as the rules compare addresses) that raw exports have for
-- accounts linked to nobody, else none: what is known of something that seems to be missing, but
-- not whose it is. title and day are null where not known.
-- key: address
select address, title, day
from unlinked_addresses
where address = $address
order by address
