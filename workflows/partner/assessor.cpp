#include "workflows/partner/assessor.hpp"

#include <algorithm>

#include "workflows/partner/data.hpp"
#include "workflows/partner/evidence_of.hpp"

namespace waymark::partner {

namespace {

using runtime::Instance;
using states::Value;

/// The first day on which one of the conditions comes out otherwise by itself.
std::optional<Date> turns_on(const Assessment& assessment) {
    std::optional<Date> earliest;
    for (const auto& condition : assessment.conditions) {
        auto day = condition.verdict == Verdict::pass && condition.holds_until
                       ? std::optional(*condition.holds_until + std::chrono::days(1))
                       : condition.possible_from;
        if (day && *day > assessment.on && (!earliest || *day < *earliest)) earliest = day;
    }
    return earliest;
}

/// What stands where the conditions would.
Value no_rules() {
    return Value::Object{{"code", "RULES"},
                         {"kind", "rules"},
                         {"result", "unknown"},
                         {"text", Value::Object{{"en", "No rules for it are in force on that day."},
                                                {"ru", "На этот день для неё нет действующих правил."}}}};
}

}  // namespace

Evidence Assessor::evidence(runtime::InstanceId partner, const runtime::FindInstances& find) const {
    auto evidence = evidence_of(find, partner);
    consumption_->add_usage(partner, evidence);
    return evidence;
}

EvidenceOf Assessor::evidence_by(const runtime::FindInstances& find) const {
    return [this, &find](runtime::InstanceId partner) { return evidence(partner, find); };
}

EvidenceOf Assessor::evidence_by(runtime::Inquiry& inquiry) const {
    return [this, all = evidence_of_all(inquiry)](runtime::InstanceId partner) {
        const auto known = all.find(runtime::family_rooted_at(partner));
        auto evidence = known == all.end() ? Evidence{} : known->second;
        consumption_->add_usage(partner, evidence);
        return evidence;
    };
}

const Edition* Assessor::edition_for(const Case& of) const {
    const auto& editions = editions_->now();
    const auto* edition = editions.on(of.on);
    if (!edition || !of.submitted_on || edition->transition == Edition::Transition::decision) return edition;
    return editions.on(*of.submitted_on);
}

std::optional<Assessment> Assessor::assess(const Evidence& evidence, const Case& of) const {
    return assess_by(edition_for(of), evidence, of);
}

std::optional<Assessment> Assessor::assess_by(const Edition* edition, const Evidence& evidence,
                                              const Case& of) {
    const auto* rules = edition ? edition->applied_for(of.technology) : nullptr;
    if (!rules) return std::nullopt;
    auto assessment = partner::assess(*edition, *rules, evidence, of.on, of.window_month);
    if (of.interview) return assessment;
    std::erase_if(assessment.conditions, [](const Judgement& each) { return each.kind == "interview"; });
    assessment.verdict = all_of(assessment.conditions);
    return assessment;
}

Value Assessor::newest_import() const {
    const auto newest = consumption_->newest();
    return newest ? Value(newest->id) : Value(nullptr);
}

int Assessor::window_month(Instant at) const {
    return static_cast<int>(
        static_cast<unsigned>(month_of(calendar_.date_of(calendar_.window_at(at).opens_at))));
}

Assessor::Case Assessor::case_of(const Instance& instance, Instant at) const {
    Case of{datum(instance, "technology").string_or(""), calendar_.date_of(at), window_month(at), {}, true};
    of.interview = instance.definition->workflow == "application";
    if (const auto target = parse_date(text(instance, "window") + "-01"))
        of.window_month = static_cast<int>(static_cast<unsigned>(month_of(*target)));
    if (const auto submitted = parse_instant(text(instance, "submitted_at")))
        of.submitted_on = calendar_.date_of(*submitted);
    return of;
}

std::optional<Date> Assessor::review_on(const std::optional<Assessment>& assessment, const Case& of) const {
    auto earliest = assessment ? turns_on(*assessment) : std::nullopt;
    const auto* next = editions_->now().after(of.on);
    if (!next || (earliest && *earliest <= next->from)) return earliest;
    auto then = of;
    then.on = next->from;
    return edition_for(then) == edition_for(of) ? earliest : next->from;
}

Value Assessor::fact(const runtime::FactQuestion& question) const {
    const auto of = case_of(question.instance, question.at);
    const auto known = evidence(runtime::root_of(question.instance.family), question.find);
    const auto assessment = assess(known, of);
    const Value import = known.usage_source ? Value(known.usage_source->id) : Value(nullptr);
    const auto review = review_on(assessment, of);
    const Value review_day = review ? Value(to_text(*review)) : Value(nullptr);
    if (!assessment)
        return Value::Object{{"version", nullptr},
                             {"result", "unknown"},
                             {"conditions", Value::Array{no_rules()}},
                             {"import", import},
                             {"review_on", review_day}};
    return to_value(*assessment).with("import", import).with("review_on", review_day);
}

std::optional<Nearness> Assessor::nearness(const Evidence& evidence, std::string_view technology,
                                           Instant at) const {
    const auto assessment = assess(evidence, {technology, calendar_.date_of(at), window_month(at), {}, true});
    if (!assessment) return std::nullopt;
    auto near = nearness_of(*assessment);
    const bool unknown = std::ranges::any_of(
        assessment->conditions, [](const Judgement& each) { return each.verdict == Verdict::unknown; });
    return unknown && !near.ready && !near.nearly ? std::nullopt : std::optional(std::move(near));
}

NearnessOf Assessor::nearness_by(EvidenceOf evidence_of) const {
    // The technologies of a partner come one after another.
    return [this, evidence_of = std::move(evidence_of), of = runtime::InstanceId{}, known = Evidence{}](
               runtime::InstanceId partner, std::string_view technology, Instant at) mutable {
        if (of != partner) known = evidence_of(of = partner);
        return nearness(known, technology, at);
    };
}

Verdict Assessor::verdict(const Instance& specialization, Instant at,
                          const runtime::FindInstances& find) const {
    const auto assessment =
        assess(evidence(runtime::root_of(specialization.family), find), case_of(specialization, at));
    return assessment ? assessment->verdict : Verdict::unknown;
}

}  // namespace waymark::partner
