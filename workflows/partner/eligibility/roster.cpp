#include "workflows/partner/eligibility/roster.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "workflows/partner/eligibility/matching.hpp"

namespace waymark::partner {

namespace {

constexpr std::chrono::days one_day(1);

Date last_day(const CertificateEvidence& certificate) { return certificate.valid_to.value_or(Date::max()); }

}  // namespace

bool is_earned(const CertificateEvidence& certificate, Date on) {
    return certificate.trained_on && *certificate.trained_on <= on && certificate.certified_on &&
           *certificate.certified_on <= on;
}

bool is_valid(const CertificateEvidence& certificate, Date on) {
    return is_earned(certificate, on) && on <= last_day(certificate);
}

std::optional<Date> employed_until(const EmployeeEvidence& employee, Date on) {
    std::optional<Date> until;
    for (const auto& stay : employee.stays)
        if (stay.from <= on && (!stay.to || on < *stay.to))
            until = std::max(until.value_or(Date::min()), stay.to ? *stay.to - one_day : Date::max());
    return until;
}

const CertificateEvidence* best_of(const EmployeeEvidence& employee, std::span<const std::string> codes,
                                   Date on, Expired expired) {
    const CertificateEvidence* best = nullptr;
    for (const auto& certificate : employee.certificates) {
        if (std::ranges::find(codes, certificate.code) == codes.end()) continue;
        if (!(expired == Expired::taken ? is_earned(certificate, on) : is_valid(certificate, on))) continue;
        if (best == nullptr || last_day(certificate) > last_day(*best)) best = &certificate;
    }
    return best;
}

Roster::Roster(const SpecialistsEmployed& demand, std::span<const EmployeeEvidence> employees)
    : demand_(demand), employees_(employees), roles_(demand.roles.size()) {
    std::iota(roles_.begin(), roles_.end(), 0);
    std::ranges::stable_sort(roles_, std::greater(),
                             [&](std::size_t role) { return demand.roles[role].all_of.size(); });
}

std::optional<Date> Roster::fits_until(std::size_t role, const EmployeeEvidence& employee, Date on,
                                       Expired expired) const {
    Date until = Date::max();
    for (const auto& codes : demand_.roles[role].all_of) {
        const auto* certificate = best_of(employee, codes, on, expired);
        if (certificate == nullptr) return std::nullopt;
        until = std::min(until, last_day(*certificate));
    }
    return until;
}

Seats Roster::seats(Date on, Expired expired) const {
    struct Candidate {
        std::size_t person;  // in `people`
        Date until;
    };
    std::vector<std::size_t> people;      // employees who fit any role
    std::vector<std::size_t> fits_roles;  // how many, of each of `people`
    std::vector<std::vector<Candidate>> candidates(roles_.size());
    for (std::size_t i = 0; i < employees_.size(); ++i) {
        const auto employed = employed_until(employees_[i], on);
        if (!employed) continue;
        std::size_t roles = 0;
        for (std::size_t r = 0; r < roles_.size(); ++r) {
            const auto until = fits_until(roles_[r], employees_[i], on, expired);
            if (!until) continue;
            candidates[r].push_back({people.size(), std::min(*employed, *until)});
            ++roles;
        }
        if (roles == 0) continue;
        people.push_back(i);
        fits_roles.push_back(roles);
    }
    std::vector<std::vector<std::size_t>> choices(roles_.size());
    for (std::size_t r = 0; r < roles_.size(); ++r) {
        std::ranges::sort(candidates[r], [&](const Candidate& a, const Candidate& b) {
            return std::tuple(b.until, fits_roles[a.person], a.person) <
                   std::tuple(a.until, fits_roles[b.person], b.person);
        });
        for (const auto& candidate : candidates[r]) choices[r].push_back(candidate.person);
    }
    const auto pairs = greatest_matching(choices, people.size());
    Seats seats(roles_.size());
    for (std::size_t r = 0; r < roles_.size(); ++r)
        if (pairs[r]) seats[roles_[r]] = people[*pairs[r]];
    return seats;
}

bool Roster::can_fill(std::size_t role, Date on) const {
    return std::ranges::any_of(employees_, [&](const EmployeeEvidence& employee) {
        return employed_until(employee, on) && fits_until(role, employee, on, Expired::refused);
    });
}

std::optional<Date> Roster::filled_until(Date on, Seats seats) const {
    for (Date day = on; all_seated(seats); seats = this->seats(day)) {
        on = Date::max();
        for (std::size_t role = 0; role < seats.size(); ++role) {
            const auto& employee = employees_[*seats[role]];
            on = std::min({on, employed_until(employee, day).value(),
                           fits_until(role, employee, day, Expired::refused).value()});
        }
        if (on == Date::max()) return std::nullopt;
        day = on + one_day;
    }
    return on;
}

std::optional<Date> Roster::filled_from(Date on) const {
    std::vector<Date> days;
    for (const auto& employee : employees_) {
        for (const auto& stay : employee.stays) days.push_back(stay.from);
        for (const auto& certificate : employee.certificates)
            if (certificate.trained_on && certificate.certified_on)
                days.push_back(std::max(*certificate.trained_on, *certificate.certified_on));
    }
    std::erase_if(days, [&](Date day) { return day <= on; });
    std::ranges::sort(days);
    days.erase(std::unique(days.begin(), days.end()), days.end());
    for (const auto day : days)
        if (all_seated(seats(day))) return day;
    return std::nullopt;
}

bool all_seated(const Seats& seats) {
    return std::ranges::all_of(seats, [](const auto& seat) { return seat.has_value(); });
}

}  // namespace waymark::partner
