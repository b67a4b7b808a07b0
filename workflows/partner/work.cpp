#include "workflows/partner/work.hpp"

#include "workflows/partner/data.hpp"

namespace waymark::partner {

runtime::InstanceId assigned_to(const runtime::Instance& instance, const runtime::Instance& root) {
    const auto& workflow = instance.definition->workflow;
    const auto person = [](const runtime::Instance& of, std::string_view name) {
        return runtime::parse_instance_id(text(of, name)).value_or(runtime::InstanceId{});
    };
    if (workflow == "interview") return person(instance, "architect");
    if (workflow == "presale") return person(instance, "manager");
    if (workflow == "onboarding") return person(instance, "pam");
    if (workflow == "import") return person(instance, "checked_by");
    if (workflow == "application" && (is_in(instance, "submitted") || is_in(instance, "in_review")))
        return person(root, "pam");
    return {};
}

bool overdue(const runtime::Instance& instance) {
    const states::Value yes(true);
    return datum(instance, "overdue") == yes || datum(instance, "result_overdue") == yes;
}

}  // namespace waymark::partner
