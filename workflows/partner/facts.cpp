#include "workflows/partner/facts.hpp"

namespace waymark::partner {

namespace {

using runtime::FactQuestion;
using runtime::Instance;
using states::Value;

std::string text(const Instance& instance, std::string_view datum) {
    return std::string(states::datum(*instance.definition->chart, instance.state, datum).string_or(""));
}

bool is_live_partner(const Instance& partner) {
    const auto state = runtime::principal_state(partner);
    return state == "active" || state == "quit_pending";
}

/// A draft is nobody's claim to a number yet.
std::string claimed_tin(const Instance& onboarding) {
    return runtime::principal_state(onboarding) == "draft" ? std::string() : text(onboarding, "tin");
}

Value tin(const FactQuestion& question) {
    const std::string number = text(question.instance, "tin");
    Value::Array taken_by;
    if (!number.empty())
        for (const char* lookup : {"partner-by-tin", "onboarding-by-tin"})
            for (const auto& other : question.find(lookup, number))
                if (other->id != question.instance.id) taken_by.emplace_back(runtime::to_text(other->id));
    return Value::Object{{"taken_by", std::move(taken_by)}};
}

Value own_partner(const FactQuestion& question) {
    const std::string id = text(question.instance, "partner");
    return Value::Object{{"live", !id.empty() && !question.find("live-partner", id).empty()}};
}

}  // namespace

std::vector<runtime::Lookup> lookups() {
    return {
        {"partner-by-tin", "partner",
         [](const Instance& each) { return is_live_partner(each) ? text(each, "tin") : std::string(); }},
        {"onboarding-by-tin", "onboarding", claimed_tin},
        {"live-partner", "partner",
         [](const Instance& each) {
             return is_live_partner(each) ? runtime::to_text(each.id) : std::string();
         }},
    };
}

Value fact(const FactQuestion& question) {
    if (question.fact == "tin") return tin(question);
    if (question.fact == "partner") return own_partner(question);
    CHECK(false, "a chart asks for the fact " + std::string(question.fact) + ", which nobody knows");
    return {};
}

}  // namespace waymark::partner
