#include "workflows/partner/eligibility_question.hpp"

#include <algorithm>

#include "workflows/partner/data.hpp"

namespace waymark::partner {

namespace {

using runtime::Asking;
using states::Value;

constexpr std::string_view newcomer = "new";

Error bad_query(std::string parameter, std::string message) {
    return {"bad-query", std::move(message), std::move(parameter), {}};
}

std::optional<std::string> given(const Asking& asking, std::string_view name) {
    const auto found = asking.parameters.find(name);
    return found == asking.parameters.end() ? std::nullopt : std::optional(found->second);
}

/// "EMPLOYEE=CODE" or "EMPLOYEE=CODE:LAST_DAY" as if it were so on the day.
Done suppose(const std::string& certificate, const Edition& edition, Date on, Evidence& evidence) {
    const std::string parameter = "with_certificate";
    const auto sign = certificate.find('='), colon = certificate.find(':', sign);
    if (sign == std::string::npos)
        return bad_query(parameter,
                         "Write EMPLOYEE=CODE, or EMPLOYEE=CODE:LAST_DAY, not " + certificate + ".");
    const auto employee = certificate.substr(0, sign);
    CertificateEvidence supposed;
    supposed.code = certificate.substr(sign + 1, colon == std::string::npos ? colon : colon - sign - 1);
    supposed.trained_on = supposed.certified_on = on;
    if (!edition.certificate(supposed.code)) {
        std::string known;
        for (const auto& each : edition.certificates) known += (known.empty() ? "" : ", ") + each.code;
        return bad_query(parameter,
                         "There is no certificate " + supposed.code + "; there are " + known + ".");
    }
    if (colon != std::string::npos) {
        supposed.valid_to = parse_date(certificate.substr(colon + 1));
        if (!supposed.valid_to)
            return bad_query(parameter, "The last day of a certificate is a date such as 2027-03-31.");
    }
    auto whose = std::ranges::find(evidence.employees, employee,
                                   [](const EmployeeEvidence& each) { return each.source.id; });
    if (whose == evidence.employees.end()) {
        if (employee != newcomer)
            return bad_query(parameter, "The partner has no employee " + employee + "; write " +
                                            std::string(newcomer) + " for somebody it would hire.");
        evidence.employees.push_back({{{on, {}}}, {}, {employee, on}});
        whose = std::prev(evidence.employees.end());
    }
    whose->certificates.push_back(std::move(supposed));
    return done();
}

/// Whom the partner asks.
Value account_manager(const Asking& asking) {
    const auto id = runtime::parse_instance_id(text(*asking.instance, "pam"));
    const auto manager = id ? asking.inquiry.instance(*id) : nullptr;
    if (!manager) return nullptr;
    return asking.inquiry.reveal(
        Value::Object{{"name", datum(*manager, "name")}, {"email", datum(*manager, "email")}});
}

bool has_active(const Asking& asking, std::string_view technology) {
    return std::ranges::any_of(asking.inquiry.family(asking.instance->family), [&](const auto& each) {
        return each->definition->workflow == "specialization" &&
               runtime::principal_state(*each) == "active" && text(*each, "technology") == technology;
    });
}

Result<Value> answer(const Assessor& assessor, const Calendar& calendar, const Asking& asking) {
    const auto at = given(asking, "at");
    const auto day = at ? parse_date(*at) : std::optional(calendar.date_of(asking.now));
    if (!day) return bad_query("at", "“" + *at + "” is no day; write a date such as 2026-10-01.");
    const auto wanted = given(asking, "specialization");
    const auto* edition = assessor.edition_for({{}, *day, 0, {}, true});
    if (!edition) return bad_query("at", "No rules are in force on that day.");
    auto evidence = assessor.evidence(asking.instance->id, asking.find);
    const auto [first, last] = asking.parameters.equal_range("with_certificate");
    for (auto each = first; each != last; ++each)
        if (auto supposed = suppose(each->second, *edition, *day, evidence); !supposed)
            return std::move(supposed).error();
    Value::Array specializations;
    for (const auto& rules : edition->specializations) {
        if (wanted && rules.code != *wanted) continue;
        const bool has = has_active(asking, rules.technology);
        const auto assessment =
            assessor.assess(evidence, {rules.code, *day, assessor.window_month(calendar.at(*day)), {}, !has});
        specializations.emplace_back(to_value(*assessment).with("has", has));
    }
    if (specializations.empty())
        return bad_query("specialization", "The rules of that day have no specialization " + *wanted + ".");
    return Value(
        Value::Object{{"specializations", std::move(specializations)}, {"ask", account_manager(asking)}});
}

}  // namespace

runtime::Question eligibility_question(std::shared_ptr<const Assessor> assessor, const Calendar& calendar) {
    runtime::Question question;
    question.name = "eligibility";
    question.workflow = "partner";
    question.title = {"What the partner's specializations demand, and what is missing",
                      "Что нужно для специализаций партнёра и чего не хватает"};
    // Not support: consumption is money.
    question.roles = {"admin",          "auditor",       "lead",
                      "coordinator",    "pam",           "finance",
                      "partner-owner",  "partner-admin", "partner-accountant",
                      "partner-editor", "partner-viewer"};
    question.parameters = {
        {"specialization",
         {"One specialization only, by its code.", "Только одна специализация, по коду."},
         {},
         false},
        {"at", {"On that day instead of today.", "На этот день, а не на сегодня."}, {}, false},
        {"with_certificate",
         {"As if an employee had this certificate: EMPLOYEE=CODE or EMPLOYEE=CODE:LAST_DAY; EMPLOYEE may be "
          "new.",
          "Как если бы у сотрудника был сертификат: EMPLOYEE=CODE или EMPLOYEE=CODE:LAST_DAY; EMPLOYEE может "
          "быть new."},
         {},
         true}};
    question.answer = [assessor = std::move(assessor), &calendar](const Asking& asking) {
        return answer(*assessor, calendar, asking);
    };
    return question;
}

}  // namespace waymark::partner
