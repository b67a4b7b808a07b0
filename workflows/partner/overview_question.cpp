#include "workflows/partner/overview_question.hpp"

#include <algorithm>
#include <map>

#include "workflows/partner/policy.hpp"

namespace waymark::partner {

namespace {

using runtime::Asking;
using runtime::Instance;
using states::Value;

Value seen_data(const Asking& asking, const Instance& instance) {
    const auto& chart = *instance.definition->chart;
    Value::Object seen;
    for (const auto& name : chart.data_names())
        if (may_see(asking.actor, instance.definition->workflow, "", name))
            seen.emplace_back(name, states::datum(chart, instance.state, name));
    return asking.inquiry.reveal(seen);
}

Value both(const states::Text& text) { return Value::Object{{"en", text.en}, {"ru", text.ru}}; }

Value shown(const Asking& asking, const Instance& instance) {
    const auto& chart = *instance.definition->chart;
    const auto state = runtime::principal_state(instance);
    Value title;
    for (states::StateIndex s = 0; s < chart.states(); ++s)
        if (chart.state_id(s) == state) title = both(chart.state_title(s));
    return Value::Object{{"id", runtime::to_text(instance.id)},
                         {"workflow", instance.definition->workflow},
                         {"state", state},
                         {"title", std::move(title)},
                         {"since", waymark::to_text(asking.inquiry.stays(instance, 1).back().from)},
                         {"data", seen_data(asking, instance)}};
}

using MayRead = decltype(runtime::Program::may_read);

Result<Value> answer(const MayRead& may_read, const Asking& asking) {
    std::map<std::string, Value::Array, std::less<>> members;
    std::vector<std::pair<Instant, Value>> next;
    for (const auto& each : asking.inquiry.family(asking.instance->family)) {
        const auto& workflow = each->definition->workflow;
        if (runtime::is_undone(*each) || !may_read(asking.actor, workflow, each->family, each->id)) continue;
        if (each->id != asking.instance->id) members[workflow].push_back(shown(asking, *each));
        for (const auto& timer : each->state.timers) {
            const auto* event = each->definition->chart->event(timer.send.event);
            if (event && event->confidential && asking.actor.partner.number != 0) continue;
            next.emplace_back(timer.due, Value::Object{{"instance", runtime::to_text(each->id)},
                                                       {"event", timer.send.event},
                                                       {"due", waymark::to_text(timer.due)}});
        }
    }
    std::ranges::stable_sort(next, {}, &std::pair<Instant, Value>::first);
    Value::Object of_members;
    for (auto& [workflow, all] : members) of_members.emplace_back(workflow, std::move(all));
    Value::Array due;
    for (auto& [at, timer] : next) due.push_back(std::move(timer));
    return Value(Value::Object{{"partner", shown(asking, *asking.instance)},
                               {"members", std::move(of_members)},
                               {"next", std::move(due)}});
}

}  // namespace

runtime::Question overview_question(MayRead may_read) {
    runtime::Question question;
    question.name = "overview";
    question.workflow = "partner";
    question.title = {"Everything about the partner in one answer", "Всё о партнёре в одном ответе"};
    question.answer = [may_read = std::move(may_read)](const Asking& asking) {
        return answer(may_read, asking);
    };
    return question;
}

}  // namespace waymark::partner
