#include "states/chart.hpp"

#include <algorithm>
#include <boost/crc.hpp>

#include "states/program.hpp"

namespace waymark::states {

Chart::Chart(std::unique_ptr<const Program> program) : program_(std::move(program)) {}
Chart::~Chart() = default;

const std::string& Chart::name() const { return program_->name; }
const Text& Chart::title() const { return program_->states[0].title; }
std::size_t Chart::states() const { return program_->states.size(); }
std::string_view Chart::state_id(StateIndex state) const { return program_->states[state].id; }
const Text& Chart::state_title(StateIndex state) const { return program_->states[state].title; }
std::span<const std::string> Chart::awaits(StateIndex state) const { return program_->states[state].awaits; }
bool Chart::atomic(StateIndex state) const { return program_->atomic.contains(state); }
StateIndex Chart::end_of(StateIndex state) const { return program_->states[state].end; }

bool Chart::is_principal(StateIndex state) const {
    for (auto s = state; s != 0; s = program_->states[s].parent) {
        const auto& parent = program_->states[program_->states[s].parent];
        if (parent.kind == StateKind::parallel && parent.children.front() != s) return false;
    }
    return true;
}

std::span<const EventDeclaration> Chart::events() const { return program_->events; }

const EventDeclaration* Chart::event(std::string_view name) const {
    const auto it = std::find_if(program_->events.begin(), program_->events.end(),
                                 [&](const EventDeclaration& event) { return event.name == name; });
    return it == program_->events.end() ? nullptr : &*it;
}

const EventDeclaration* Chart::start() const { return program_->start ? &*program_->start : nullptr; }
std::span<const std::string> Chart::data_names() const { return program_->variables.names(); }

void Program::number_words() {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    for (std::size_t i = 0; i < words.size(); ++i)
        word_numbers.emplace(words[i], static_cast<std::uint32_t>(i));

    boost::crc_32_type crc;
    const auto take = [&](std::string_view text) {
        crc.process_bytes(text.data(), text.size());
        crc.process_byte(0);
    };
    for (const auto& state : states) {
        take(state.id);
        crc.process_byte(static_cast<unsigned char>(state.kind));
        for (unsigned shift = 0; shift < 32; shift += 8)
            crc.process_byte(static_cast<unsigned char>(state.end >> shift));
    }
    for (const auto& variable : variables.names()) take(variable);
    for (const auto& word : words) take(word);
    fingerprint = crc.checksum();
}

}  // namespace waymark::states
