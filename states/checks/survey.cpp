#include "states/checks/survey.hpp"

#include <algorithm>

#include "states/expression_parser.hpp"

namespace waymark::states {

namespace {

class Walk {
  public:
    Walk(Survey& survey, const Program& program, const Functions& functions)
        : survey_(survey), program_(program), functions_(functions) {}

    void chart() {
        for (StateIndex s = 0; s < program_.states.size(); ++s) {
            moment_ = {s, no_index, no_use};
            const auto& state = program_.states[s];
            for (const auto& data : state.data)
                if (data.code) use(*data.code, Use::Kind::value);
            for (const auto& each : state.on_entry) block(each);
            for (const auto& each : state.on_exit) block(each);
            if (state.done_data) payload(*state.done_data);
        }
        for (TransitionIndex t = 0; t < program_.transitions.size(); ++t) {
            const auto& transition = program_.transitions[t];
            moment_ = {transition.source, t, no_use};
            if (transition.condition) use(*transition.condition, Use::Kind::guard);
            if (transition.possible_from) use(*transition.possible_from, Use::Kind::value);
            block(transition.block);
            if (!transition.reason) continue;
            for (const auto* parts : {&transition.reason->en, &transition.reason->ru})
                for (const auto& part : *parts)
                    if (part.code) use(*part.code, Use::Kind::reason);
        }
    }

  private:
    std::size_t use(const Code& code, Use::Kind kind) {
        Use use{&code, kind, moment_, {}};
        if (code.compiled)
            if (auto parsed = parse_expression(code.text, functions_, program_.variables, survey_.tree))
                use.root = parsed->root;
        survey_.uses.push_back(use);
        return survey_.uses.size() - 1;
    }
    void computed(const Computed& computed) {
        if (computed.code) use(*computed.code, Use::Kind::value);
    }
    void payload(const Payload& payload) {
        for (const auto& entry : payload.entries) use(entry.value, Use::Kind::value);
        if (payload.content_code) use(*payload.content_code, Use::Kind::value);
    }
    void block(const Block& block) {
        for (const auto& action : block)
            std::visit([&](const auto& what) { act(what, action.place); }, action.what);
    }

    void act(const Raise& raise, Place place) { survey_.raises.push_back({raise.event, place}); }
    void act(const Choose& choose, Place) {
        const auto before = moment_.condition;
        for (const auto& branch : choose.branches) {
            if (branch.condition) moment_.condition = use(*branch.condition, Use::Kind::condition);
            block(branch.block);  // the conditions of the branches before were looked at as well
        }
        moment_.condition = before;
    }
    void act(const Foreach& foreach, Place) {
        use(foreach.array, Use::Kind::value);
        survey_.loop_slots.push_back(foreach.item);
        if (foreach.index) survey_.loop_slots.push_back(*foreach.index);
        block(foreach.block);
    }
    void act(const Log& log, Place) {
        if (log.value) use(*log.value, Use::Kind::value);
    }
    void act(const Assign& assign, Place) {
        use(assign.location, Use::Kind::location);
        if (assign.code) use(*assign.code, Use::Kind::value);
    }
    void act(const SendAction& send, Place place) {
        for (const auto* part : {&send.event, &send.target, &send.type, &send.delay}) computed(*part);
        if (send.id_location) use(*send.id_location, Use::Kind::location);
        payload(send.payload);
        survey_.sends.push_back({&send, place, moment_});
    }
    void act(const Cancel& cancel, Place place) {
        computed(cancel.id);
        survey_.cancels.push_back({&cancel, place});
    }

    Survey& survey_;
    const Program& program_;
    const Functions& functions_;
    Moment moment_;
};

std::string text_of(Place place) { return std::to_string(place.line) + ":" + std::to_string(place.column); }

}  // namespace

Survey::Survey(const Program& program, const Functions& functions) {
    Walk(*this, program, functions).chart();
}

void FindingList::add(std::string_view code, Place place, std::string message) {
    found_.push_back({place, code, std::move(message)});
}

std::vector<Finding> FindingList::sorted() && {
    const auto order = [](const Found& f) {
        return std::tie(f.place.line, f.place.column, f.code, f.message);
    };
    std::sort(found_.begin(), found_.end(),
              [&](const Found& a, const Found& b) { return order(a) < order(b); });
    std::vector<Finding> sorted;
    for (std::size_t i = 0; i < found_.size(); ++i)
        if (i == 0 || order(found_[i - 1]) != order(found_[i]))
            sorted.push_back({std::string(found_[i].code), file_ + ":" + text_of(found_[i].place),
                              std::move(found_[i].message)});
    return sorted;
}

}  // namespace waymark::states
