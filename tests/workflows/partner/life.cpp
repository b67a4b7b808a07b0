#include "tests/workflows/partner/life.hpp"

#include <algorithm>
#include <gmock/gmock.h>

#include "workflows/partner/program.hpp"

namespace waymark::partner {

namespace {

constexpr const char* own_id = "0123456789abc";

states::Surroundings around(Instant at) { return {at, own_id, false}; }

}  // namespace

states::Event Life::draft(const states::EventDeclaration& declaration) const {
    states::Event event;
    event.name = declaration.name;
    event.origin = sender_;
    return event;
}

Instant utc(std::string_view text) {
    const auto instant = parse_instant(text);
    if (!instant) throw std::invalid_argument(std::string(text));
    return *instant;
}

Instant msk(std::string_view text) {
    std::string full(text);
    full[10] = 'T';
    if (full.size() == 16) full += ":00";
    return utc(full + "+03:00");
}

states::Value json(std::string text) {
    std::ranges::replace(text, '\'', '"');
    return states::parse_json(text).value();
}

std::shared_ptr<const states::Chart> shipped_chart(std::string_view workflow) {
    static const runtime::Program program = partner_program();
    for (const auto& document : program.documents) {
        if (document.workflow != workflow) continue;
        auto chart = states::read_chart(document.source, document.file, *program.functions);
        if (chart) return std::move(chart).value();
        throw std::invalid_argument(chart.error().place + ": " + chart.error().message);
    }
    throw std::invalid_argument("no chart for " + std::string(workflow));
}

Life::Life(std::string_view workflow, const states::Value& arguments, Instant at)
    : chart_(shipped_chart(workflow)) {
    interpreter_->start(*chart_, state_, arguments, around(at), outcome_);
    collect(at);
}

bool Life::send(std::string_view event, const states::Value& data, Instant at) {
    messages_.clear();
    told_.clear();
    states::Event sent;
    sent.name = event;
    sent.data = data;
    sent.origin = sender_;
    interpreter_->dispatch(*chart_, state_, sent, around(at), outcome_);
    collect(at);
    return outcome_.matched;
}

void Life::run_to(Instant at) {
    messages_.clear();
    told_.clear();
    while (state_.running && !state_.timers.empty() && state_.timers.front().due <= at) {
        const states::Timer timer = state_.timers.front();
        state_.timers.erase(state_.timers.begin());
        interpreter_->dispatch(*chart_, state_, states::delivered(timer.send, own_id), around(timer.due),
                               outcome_);
        EXPECT_TRUE(outcome_.matched) << timer.send.event;
        collect(timer.due);
    }
}

void Life::collect(Instant at) {
    for (const states::Event& error : outcome_.errors)
        ADD_FAILURE() << error.name << " " << to_json(error.data) << " at " << waymark::to_text(at);
    for (const states::Send& send : outcome_.sends) {
        if (send.type == "urn:waymark:notify")
            messages_.emplace(send.event, send.data);
        else
            told_.emplace(
                (send.type == "urn:waymark:start" ? "start " + send.target : send.target + " " + send.event),
                send.data);
    }
}

std::string Life::states() const {
    std::string text;
    for (const states::StateIndex state : atomic_states(*chart_, state_))
        text += (text.empty() ? "" : " ") + std::string(chart_->state_id(state));
    return text;
}

const states::Value& Life::datum(std::string_view name) const { return states::datum(*chart_, state_, name); }

std::map<std::string, Instant> Life::timers() const {
    std::map<std::string, Instant> dues;
    for (const states::Timer& timer : state_.timers) dues.emplace(timer.send.id, timer.due);
    return dues;
}

std::string Life::shown(const states::Possibility& possibility, std::string_view language) const {
    if (possibility.chance == states::Chance::yes) return "yes";
    if (possibility.chance == states::Chance::depends) return "depends";
    if (!possibility.listened) return "not in state";
    return possibility.hindrances.front().reason.in(language);
}

std::string Life::chance(std::string_view event, Instant at, std::string_view language) const {
    for (const auto& possibility :
         states::possibilities(*chart_, state_, around(at), [this](const auto& each) { return draft(each); }))
        if (possibility.event->name == event) return shown(possibility, language);
    return "unknown event";
}

std::string Life::chance(std::string_view event, const states::Value& data, Instant at,
                         std::string_view language) const {
    auto sent = draft(*chart_->event(event));
    sent.data = data;
    return shown(states::possibility(*chart_, state_, around(at), *chart_->event(event), sent), language);
}

std::optional<Instant> Life::possible_from(std::string_view event, Instant at) const {
    for (const auto& possibility :
         states::possibilities(*chart_, state_, around(at), [this](const auto& each) { return draft(each); }))
        if (possibility.event->name == event && !possibility.hindrances.empty())
            return possibility.hindrances.front().possible_from;
    return std::nullopt;
}

std::optional<Instant> Life::possible_from(std::string_view event, const states::Value& data,
                                           Instant at) const {
    auto sent = draft(*chart_->event(event));
    sent.data = data;
    const auto possible = states::possibility(*chart_, state_, around(at), *chart_->event(event), sent);
    return possible.hindrances.empty() ? std::nullopt : possible.hindrances.front().possible_from;
}

const states::Value& Life::message(const std::string& name) const {
    static const states::Value none;
    const auto found = messages_.find(name);
    return found == messages_.end() ? none : found->second;
}

std::vector<std::string> Life::audiences(const std::string& name) const {
    const states::Value& to = message(name)["to"];
    if (to.is_string()) return {to.string()};
    std::vector<std::string> names;
    if (to.is_array())
        for (const states::Value& each : to.array()) names.push_back(each.string());
    return names;
}

}  // namespace waymark::partner
