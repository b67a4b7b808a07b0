// Who of a partner's people could fill which role on a day, and who does. Not what is said about it
// (specialists.cpp). Pure.
#pragma once

#include <cstddef>
#include <span>

#include "workflows/partner/eligibility/conditions.hpp"
#include "workflows/partner/eligibility/evidence.hpp"

namespace waymark::partner {

/// Whether certificates that have expired are taken as if they had not: to tell who lacks only that.
enum class Expired : std::uint8_t { refused, taken };

/// Training and certification have both taken place.
bool is_earned(const CertificateEvidence& certificate, Date on);
bool is_valid(const CertificateEvidence& certificate, Date on);
/// The last day of the stay that covers `on`; Date::max() without an end. Nothing: not employed.
std::optional<Date> employed_until(const EmployeeEvidence& employee, Date on);
/// Of the certificates with one of these codes that count on the day, the one that is valid longest.
const CertificateEvidence* best_of(const EmployeeEvidence& employee, std::span<const std::string> codes,
                                   Date on, Expired expired);

/// For each role its employee's index, or nothing.
using Seats = std::vector<std::optional<std::size_t>>;

class Roster {
  public:
    /// Both must outlive it.
    Roster(const SpecialistsEmployed& demand, std::span<const EmployeeEvidence> employees);

    /// As many roles as can be filled by different people: where not all can, the more demanding ones; of
    /// several people whoever fits longest, then whoever fits fewest roles, then the first.
    [[nodiscard]] Seats seats(Date on, Expired expired = Expired::refused) const;
    [[nodiscard]] bool can_fill(std::size_t role, Date on) const;

    /// All are seated on `on`: the last day before somebody is missing, unless more is earned. None: no such
    /// day is known.
    [[nodiscard]] std::optional<Date> filled_until(Date on, Seats seats) const;
    /// Not all are seated on `on`: the first day on which they are, by what is known to come.
    [[nodiscard]] std::optional<Date> filled_from(Date on) const;

  private:
    /// The last day on which he fits a role that he fits now.
    [[nodiscard]] std::optional<Date> fits_until(std::size_t role, const EmployeeEvidence& employee, Date on,
                                                 Expired expired) const;

    const SpecialistsEmployed& demand_;
    std::span<const EmployeeEvidence> employees_;
    std::vector<std::size_t> roles_;  // the most demanding first
};

bool all_seated(const Seats& seats);

}  // namespace waymark::partner
