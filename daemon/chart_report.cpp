#include "daemon/chart_report.hpp"

namespace waymark::daemon {

namespace {

using states::Value;

Value shown(const states::Send& send) {
    return Value::Object{{"type", send.type},
                         {"target", send.target},
                         {"event", send.event},
                         {"id", send.id},
                         {"data", send.data}};
}

std::string words(const Value& list) {
    std::string text;
    for (const auto& word : list.array()) text += (text.empty() ? "" : " ") + word.string();
    return text;
}

}  // namespace

Value ChartReport::ids(std::span<const states::StateIndex> list) const {
    Value::Array result;
    for (const auto s : list) result.emplace_back(chart_.state_id(s));
    return result;
}

void ChartReport::line(const Value& value) { out_ << states::to_json(value) << std::endl; }

void ChartReport::step(std::string_view event, const states::State& state, const states::Outcome& outcome) {
    const auto exited = ids(outcome.exited), entered = ids(outcome.entered),
               active = ids(atomic_states(chart_, state));
    if (!json_) {
        out_ << (event.empty() ? "(start)" : event) << ": " << words(active);
        if (!exited.array().empty()) out_ << "  left " << words(exited);
        if (!entered.array().empty()) out_ << "  entered " << words(entered);
        out_ << "\n";
        for (const auto& log : outcome.log)
            out_ << "  log " << log.label << (log.label.empty() ? "" : " ") << to_json(log.value) << "\n";
        for (const auto& error : outcome.errors)
            out_ << "  " << error.name << " " << error.data["place"].string_or("") << ": "
                 << error.data["message"].string_or("") << "\n";
        for (const auto& send : outcome.sends) sent(send);
        out_.flush();
        return;
    }
    Value::Array log, errors, sends;
    for (const auto& entry : outcome.log)
        log.emplace_back(Value::Object{{"label", entry.label}, {"value", entry.value}});
    for (const auto& error : outcome.errors)
        errors.emplace_back(Value::Object{{"name", error.name}, {"data", error.data}});
    for (const auto& send : outcome.sends) sends.push_back(shown(send));
    Value::Object object{{"event", event.empty() ? Value(nullptr) : Value(event)},
                         {"exited", exited},
                         {"entered", entered},
                         {"configuration", active},
                         {"log", std::move(log)}};
    if (!errors.empty()) object.emplace_back("errors", std::move(errors));
    if (!sends.empty()) object.emplace_back("sends", std::move(sends));
    line(std::move(object));
}

void ChartReport::sent(const states::Send& send) {
    if (json_)
        line(Value::Object{{"sent", shown(send)}});
    else
        out_ << "  send " << to_json(shown(send)) << std::endl;
}

void ChartReport::end(const states::State& state) {
    const auto active = ids(atomic_states(chart_, state));
    const bool ended = !state.running;
    const Value final_state = ended && !active.array().empty() ? active.array()[0] : Value(nullptr);
    if (json_)
        line(Value::Object{{"ended", ended}, {"final", final_state}, {"configuration", active}});
    else
        out_ << (ended ? "ended in " : "not ended: ") << words(active) << std::endl;
}

}  // namespace waymark::daemon
