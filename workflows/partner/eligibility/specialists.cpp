#include <algorithm>
#include <fmt/format.h>

#include "workflows/partner/eligibility/judging.hpp"
#include "workflows/partner/eligibility/phrases.hpp"
#include "workflows/partner/eligibility/roster.hpp"

namespace waymark::partner {

namespace {

/// "Cloud service engineer and (Managed ClickHouse or Managed Greenplum)"
std::string demand_in_words(const SpecialistRole& role, const Case& of, Language language) {
    const bool english = language == Language::en;
    std::vector<std::string> groups;
    for (const auto& codes : role.all_of) {
        std::vector<std::string> names;
        for (const auto& code : codes)
            names.emplace_back(name_in_words(of.edition.certificate(code), code, language));
        const auto any = list_in_words(names, english ? " or " : " или ");
        groups.push_back(names.size() > 1 && role.all_of.size() > 1 ? "(" + any + ")" : any);
    }
    return list_in_words(groups, english ? " and " : " и ");
}

RoleAssignment assigned(const SpecialistRole& role, const EmployeeEvidence& employee, const Case& of) {
    RoleAssignment seat{role.code, employee.source.id, {}, {}};
    for (const auto& codes : role.all_of)
        if (const auto* certificate = best_of(employee, codes, of.on, Expired::refused)) {
            const auto* named = of.edition.certificate(certificate->code);
            seat.certificates.push_back(certificate->code);
            seat.names.push_back(named ? named->name : states::Text{certificate->code, certificate->code});
        }
    return seat;
}

struct Lapsed {
    const EmployeeEvidence* employee;
    const CertificateEvidence* certificate;
};

/// The expired certificates but for which more roles would be filled.
std::vector<Lapsed> lapsed(const SpecialistsEmployed& demand, const Roster& roster, const Seats& seats,
                           const Case& of) {
    const auto filled = [](const Seats& all) {
        return std::ranges::count(all, true, &Seats::value_type::has_value);
    };
    const auto imagined = roster.seats(of.on, Expired::taken);
    std::vector<Lapsed> found;
    if (filled(imagined) == filled(seats)) return found;
    for (std::size_t role = 0; role < imagined.size(); ++role) {
        if (!imagined[role]) continue;
        const auto& employee = of.evidence.employees[*imagined[role]];
        for (const auto& codes : demand.roles[role].all_of) {
            const auto* certificate = best_of(employee, codes, of.on, Expired::taken);
            if (!is_valid(*certificate, of.on)) found.push_back({&employee, certificate});
        }
    }
    return found;
}

struct Shortage {
    std::vector<std::size_t> open;  // roles
    bool same_person = false;       // an open role could be filled by somebody who fills another
    std::vector<Lapsed> lapsed;
};

std::string in_words(const SpecialistsEmployed& demand, const Shortage& shortage, const Case& of,
                     Language language) {
    const bool english = language == Language::en;
    const auto need = demand.roles.size();
    auto text = fmt::format(fmt::runtime(english ? "Specialists: {} of {}" : "Специалистов: {} из {}"),
                            need - shortage.open.size(), need);
    if (shortage.same_person)
        text += english ? ", as one person cannot fill two roles"
                        : ", так как один человек не может занять две роли";
    text += '.';
    for (const auto& each : shortage.lapsed)
        text += fmt::format(
            fmt::runtime(english ? " {} of employee {} was valid until {}."
                                 : " Сертификат {} сотрудника {} действовал по {}."),
            name_in_words(of.edition.certificate(each.certificate->code), each.certificate->code, language),
            each.employee->source.id, to_text(*each.certificate->valid_to));
    for (std::size_t i = 0; i < shortage.open.size(); ++i) {
        const auto& role = demand.roles[shortage.open[i]];
        const bool several = role.all_of.size() > 1;
        text += i > 0 ? "; " : english ? " Missing: " : " Не хватает: ";
        text += english   ? "one more person with "
                : several ? "ещё одного сотрудника с сертификатами "
                          : "ещё одного сотрудника с сертификатом ";
        text += demand_in_words(role, of, language);
    }
    return text;
}

}  // namespace

Judgement judge(const SpecialistsEmployed& demand, const Case& of) {
    const auto& employees = of.evidence.employees;
    const Roster roster(demand, employees);
    const auto seats = roster.seats(of.on);
    Judgement found;
    Shortage shortage;
    for (std::size_t role = 0; role < seats.size(); ++role) {
        if (!seats[role]) {
            shortage.open.push_back(role);
            found.roles.push_back({demand.roles[role].code, {}, {}, {}});
            continue;
        }
        const auto& employee = employees[*seats[role]];
        found.roles.push_back(assigned(demand.roles[role], employee, of));
        found.sources.push_back(employee.source);
    }
    found.have = static_cast<std::int64_t>(seats.size() - shortage.open.size());
    found.need = static_cast<std::int64_t>(seats.size());
    if (shortage.open.empty()) {
        found.verdict = Verdict::pass;
        found.holds_until = roster.filled_until(of.on, seats);
    } else {
        found.verdict = Verdict::fail;
        found.missing = static_cast<std::int64_t>(shortage.open.size());
        found.possible_from = roster.filled_from(of.on);
        shortage.lapsed = lapsed(demand, roster, seats, of);
        shortage.same_person = std::ranges::any_of(
            shortage.open, [&](std::size_t role) { return roster.can_fill(role, of.on); });
        found.reason = !shortage.lapsed.empty() ? "CERT_INVALID"
                       : shortage.same_person   ? "SAME_PERSON_TWICE"
                                                : "SPECIALISTS_MISSING";
    }
    found.text = in_both([&](Language language) { return in_words(demand, shortage, of, language); });
    return found;
}

}  // namespace waymark::partner
