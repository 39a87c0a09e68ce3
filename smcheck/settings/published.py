"""What somebody publishes of how they are reached, and knowing it in any spelling."""

from __future__ import annotations

from functools import cached_property

from smcheck.settings.contacts import (
    canonical_address,
    canonical_domain,
    canonical_handle,
    canonical_phone,
    covers_email,
    postcodes_in,
    within_domain,
)


class Published:
    """Those who publish contacts of their own: the council, or one of its partners."""

    name: str
    domains: tuple[str, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    handles: tuple[str, ...]
    addresses: tuple[str, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """Where they are found."""
        return self.addresses

    @cached_property
    def _phones(self) -> frozenset[str]:
        return frozenset(canonical_phone(phone) for phone in self.phones)

    @cached_property
    def _handles(self) -> frozenset[str]:
        return frozenset(canonical_handle(handle) for handle in self.handles)

    @cached_property
    def _domains(self) -> tuple[str, ...]:
        return tuple(canonical_domain(domain) for domain in self.domains)

    @cached_property
    def _places(self) -> tuple[str, ...]:
        return tuple(canonical_address(place) for place in self.places)

    @cached_property
    def postcodes(self) -> frozenset[str]:
        """Compact postcodes of their places."""
        return postcodes_in(" ; ".join(self.places))

    def owns(self, kind: str, value: str) -> bool:
        """Whether a contact is one of theirs; `kind` is its setting: phones, emails, domains …."""
        return {
            "phones": self.owns_phone, "emails": self.owns_email, "handles": self.owns_handle,
            "addresses": self.owns_address, "domains": self.owns_domain,
        }[kind](value)  # fmt: skip

    def owns_phone(self, number: str) -> bool:
        """Whether the number, in any spelling, is one of theirs."""
        return bool(self.phones) and canonical_phone(number) in self._phones

    def owns_email(self, address: str) -> bool:
        """Whether the mailbox is theirs: listed, or at one of their domains."""
        listed = any(covers_email(email, address) for email in self.emails)
        return listed or self.owns_domain(address.partition("@")[2])

    def owns_handle(self, handle: str) -> bool:
        """Whether the social handle is one of theirs."""
        return canonical_handle(handle) in self._handles

    def owns_domain(self, host: str) -> bool:
        """Whether the host is one of their domains or beneath one."""
        host = canonical_domain(host)
        return any(within_domain(host, domain) for domain in self._domains)

    def owns_address(self, address: str) -> bool:
        """Whether house and street, as a draft gives them, are those of one of their places."""
        words = canonical_address(address)
        return bool(words) and any(f" {words} " in f" {place} " for place in self._places)
