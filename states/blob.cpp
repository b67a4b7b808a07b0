// The byte form of a state (ADR 0005): version, fingerprint of the chart, fields in fixed order, CRC-32.
// Numbers are varints, states are listed as differences, and texts that the chart itself contains are a
// number.
#include <algorithm>
#include <boost/crc.hpp>

#include "states/bytes.hpp"
#include "states/program.hpp"

namespace waymark::states {

namespace {

constexpr unsigned char format = 1;
constexpr unsigned running = 1, has_queue = 2, has_timers = 4, has_bound = 8, has_declared = 16;
constexpr unsigned has_data = 4, has_sendid = 8, has_origin = 16;  // of an event; below them: its type

std::uint32_t checksum(std::string_view bytes) {
    boost::crc_32_type crc;
    crc.process_bytes(bytes.data(), bytes.size());
    return crc.checksum();
}

class Encoder {
  public:
    Encoder(const Program& program, std::string& out) : program_(program), out_(out) {}

    void state(const State& state) {
        const auto flags = (state.running ? running : 0U) | (state.queue.empty() ? 0U : has_queue) |
                           (state.timers.empty() ? 0U : has_timers) | (state.bound.empty() ? 0U : has_bound) |
                           (state.declared.empty() ? 0U : has_declared);
        put_byte(out_, static_cast<unsigned char>(flags));
        put_varint(out_, state.armings);
        // Ancestors follow from the atomic states.
        StateSet leaves = state.configuration;
        for (std::size_t w = 0; w < leaves.words().size(); ++w)
            leaves.words()[w] &= program_.atomic.words()[w];
        set(leaves);
        for (const auto& history : state.history) set(history);
        for (const auto& value : state.data) append_value(out_, value);
        if ((flags & has_bound) != 0) set(state.bound);
        if ((flags & has_declared) != 0) set(state.declared);
        if ((flags & has_timers) != 0) {
            put_varint(out_, state.timers.size());
            for (const auto& timer : state.timers) this->timer(timer);
        }
        if ((flags & has_queue) != 0) {
            put_varint(out_, state.queue.size());
            for (const auto& event : state.queue) this->event(event);
        }
    }

  private:
    void set(const StateSet& set) {
        std::size_t count = 0;
        set.each([&](StateIndex) { ++count; });
        put_varint(out_, count);
        StateIndex last = 0;
        set.each([&](StateIndex s) {
            put_varint(out_, s - last);
            last = s;
        });
    }

    void word(const std::string& text) {
        const auto it = program_.word_numbers.find(text);
        if (it != program_.word_numbers.end()) {
            put_varint(out_, std::uint64_t{it->second} * 2 + 1);
        } else {
            put_varint(out_, std::uint64_t{text.size()} * 2);
            out_ += text;
        }
    }

    void send(const Send& send) {
        put_byte(out_, send.named ? 1 : 0);
        word(send.id);
        word(send.type);
        word(send.target);
        word(send.event);
        append_value(out_, send.data);
    }

    void timer(const Timer& timer) {
        send(timer.send);
        put_signed(out_, timer.due.time_since_epoch().count());
        put_varint(out_, timer.arming);
        put_varint(out_, timer.superseded_by.size());
        for (const auto& id : timer.superseded_by) word(id);
    }

    void event(const Event& event) {
        const bool with_origin = !event.origin.empty() || !event.origintype.empty();
        const auto flags = static_cast<unsigned>(event.type) | (event.data.is_undefined() ? 0U : has_data) |
                           (event.sendid.empty() ? 0U : has_sendid) | (with_origin ? has_origin : 0U);
        put_byte(out_, static_cast<unsigned char>(flags));
        word(event.name);
        if (!event.data.is_undefined()) append_value(out_, event.data);
        if (!event.sendid.empty()) word(event.sendid);
        if (with_origin) {
            word(event.origin);
            word(event.origintype);
        }
    }

    const Program& program_;
    std::string& out_;
};

/// Reads what Encoder wrote. A fault is sticky: once damaged, everything reads as empty.
class Decoder {
  public:
    Decoder(const Program& program, std::string_view bytes) : program_(program), in_(bytes) {}

    State state() {
        State state;
        const unsigned flags = in_.byte();
        state.running = (flags & running) != 0;
        state.armings = in_.number32();
        state.configuration = configuration();
        for (const auto h : program_.histories) state.history.push_back(history(program_.states[h].parent));
        for (std::size_t v = 0; v < program_.variables.names().size(); ++v) state.data.push_back(in_.value());
        state.bound = (flags & has_bound) != 0 ? set(program_.states.size())
                                               : StateSet(program_.late_binding ? program_.states.size() : 0);
        const auto undeclared = StateSet(program_.variables.names().size() > program_.declared_data
                                             ? program_.variables.names().size()
                                             : 0);
        state.declared = (flags & has_declared) != 0 ? set(program_.variables.names().size()) : undeclared;
        if ((flags & has_timers) != 0)
            for (auto left = in_.count(); left > 0; --left) state.timers.push_back(timer());
        if ((flags & has_queue) != 0)
            for (auto left = in_.count(); left > 0; --left) state.queue.push_back(event());
        return state;
    }

    [[nodiscard]] bool sound() const { return in_.sound() && in_.at_end(); }

  private:
    StateSet configuration() {
        const auto leaves = set(program_.states.size());
        auto all = leaves;
        leaves.each([&](StateIndex leaf) {
            if (!program_.atomic.contains(leaf)) in_.fail();
            for (auto s = program_.states[leaf].parent; s != 0 && s != no_index;
                 s = program_.states[s].parent)
                all.insert(s);
        });
        return all;
    }

    StateSet history(StateIndex parent) {
        auto recorded = set(program_.states.size());
        recorded.each([&](StateIndex s) {
            if (!program_.is_descendant(s, parent) || program_.is_history(s)) in_.fail();
        });
        return recorded;
    }

    StateSet set(std::size_t size) {
        StateSet set(size);
        std::uint64_t last = 0;
        for (auto left = in_.count(); left > 0; --left) {
            last += in_.varint();
            if (last >= size) {
                in_.fail();
                return set;
            }
            set.insert(static_cast<StateIndex>(last));
        }
        return set;
    }

    std::string word() {
        const auto number = in_.varint();
        if (number % 2 == 0) return std::string(in_.text(number / 2));
        if (number / 2 < program_.words.size()) return program_.words[number / 2];
        in_.fail();
        return {};
    }

    Send send() {
        Send send;
        send.named = in_.byte() != 0;
        send.id = word();
        send.type = word();
        send.target = word();
        send.event = word();
        send.data = in_.value();
        return send;
    }

    Timer timer() {
        Timer timer;
        timer.send = send();
        timer.due = Instant(std::chrono::microseconds(in_.signed_number()));
        timer.arming = in_.number32();
        for (auto left = in_.count(); left > 0; --left) timer.superseded_by.push_back(word());
        return timer;
    }

    Event event() {
        Event event;
        const unsigned flags = in_.byte();
        if ((flags & 3) == 3) in_.fail();
        event.type = static_cast<Event::Type>(flags & 3);
        event.name = word();
        if ((flags & has_data) != 0) event.data = in_.value();
        if ((flags & has_sendid) != 0) event.sendid = word();
        if ((flags & has_origin) != 0) {
            event.origin = word();
            event.origintype = word();
        }
        return event;
    }

    const Program& program_;
    Bytes in_;
};

Error bad_blob(std::string message) { return {"bad-state-blob", std::move(message), {}, {}}; }

}  // namespace

std::string encode(const Chart& chart, const State& state) {
    const auto& program = chart.program();
    std::string out;
    put_byte(out, format);
    put_fixed32(out, program.fingerprint);
    Encoder(program, out).state(state);
    put_fixed32(out, checksum(out));
    return out;
}

Result<State> decode(const Chart& chart, std::string_view blob) {
    const auto& program = chart.program();
    if (blob.empty()) return bad_blob("The state is empty; restore the record from a backup.");
    if (static_cast<unsigned char>(blob[0]) != format)
        return bad_blob("The state has format " + std::to_string(static_cast<unsigned char>(blob[0])) +
                        ", this program reads format " + std::to_string(format) +
                        "; use the program that wrote it or a newer one.");
    constexpr std::size_t head = 5, tail = 4;
    if (blob.size() < head + tail) return bad_blob("The state is cut off; restore the record from a backup.");
    const auto body = blob.substr(0, blob.size() - tail);
    if (Bytes(blob.substr(blob.size() - tail)).fixed32() != checksum(body))
        return bad_blob(
            "The state is damaged (its checksum does not match); restore the record from a backup.");
    if (Bytes(blob.substr(1, 4)).fixed32() != program.fingerprint)
        return bad_blob("The state belongs to another chart or to another version of \"" + program.name +
                        "\"; read it with the version its instance has.");
    Decoder decoder(program, body.substr(head));
    auto state = decoder.state();
    if (!decoder.sound())
        return bad_blob("The state does not fit the chart; restore the record from a backup.");
    return state;
}

}  // namespace waymark::states
