// Compiles an SCXML document's tree into a Program and gathers what is wrong with it, as much at once as can
// be told apart. One reader reads one document. Its parts stand in reader*.cpp, a subject each. Not for other
// folders: they call read_chart.
#pragma once

#include <initializer_list>

#include "states/document.hpp"

namespace waymark::states {

class Reader {
  public:
    Reader(std::string_view file, const Functions& functions, const Fetch& fetch);

    Result<std::shared_ptr<const Chart>> read(const Element& root);

  private:
    using Names = std::initializer_list<std::string_view>;

    // reader.cpp
    void read_root(const Element& root);
    void find(std::string code, Place place, std::string message);
    [[nodiscard]] Error refusal() const;
    void check_children(const Element& element, Names allowed, Names waymark = {});
    [[nodiscard]] const Attribute* required(const Element& element, std::string_view attribute);
    void exclusive(const Element& element, std::string_view one, std::string_view other);
    std::string word(std::string_view text);

    // reader_states.cpp
    void number(const Element& element, StateIndex parent);
    void take_id(const Element& element, StateIndex state);
    void walk(const Element& element);
    void read_state(const Element& element, StateIndex state);
    void read_initial(const Element& element, StateIndex state);
    void read_history(const Element& element, StateIndex state);
    TransitionIndex read_transition(const Element& element, StateIndex source, bool pseudo);
    TransitionIndex default_transition(StateIndex source, std::vector<StateIndex> targets, Place place);
    void read_default_entry(const Element& element, StateIndex state);

    // reader_targets.cpp
    [[nodiscard]] std::vector<StateIndex> targets(const Attribute& attribute);
    void check_specification(const std::vector<StateIndex>& targets, const Attribute& attribute);
    void check_within(const std::vector<StateIndex>& targets, StateIndex state, const Attribute& attribute);
    void check_history_targets(const std::vector<StateIndex>& targets, StateIndex history,
                               const Attribute& attribute);

    // reader_content.cpp
    Block read_block(const Element& parent);
    std::optional<Action> read_action(const Element& element);
    Choose read_if(const Element& element);
    Foreach read_foreach(const Element& element);
    Assign read_assign(const Element& element);
    SendAction read_send(const Element& element);
    void check_send(const Element& element, const SendAction& send);
    Cancel read_cancel(const Element& element);
    Computed computed(const Element& element, std::string_view attribute, std::string_view expression);

    // reader_data.cpp
    void collect_variables(const Element& root);
    void collect_data(const Element& state);
    void collect_foreach(const Element& element);
    void read_data(const Element& model, StateIndex state);
    DataElement read_datum(const Element& element);
    Payload read_payload(const Element& element);
    void read_param(const Element& element, Payload& payload);
    void read_content(const Element& element, Payload& payload);
    [[nodiscard]] Value content_value(const Element& element);
    [[nodiscard]] Value text_value(std::string_view text) const;
    Code code(const Attribute& attribute, bool location = false);
    using PlaceOf = std::function<Place(std::uint32_t column)>;
    Code compile(std::string_view text, const PlaceOf& place_of, bool location);
    void refuse_in_null_model(const Element& element);

    // reader_waymark.cpp
    void read_texts(const Element& element, Text& title, Text& description);
    void read_text(const Element& element, Text& text);
    [[nodiscard]] std::string* in_language(const Element& element, std::string& en, std::string& ru);
    void read_event_declaration(const Element& element);
    EventDeclaration read_declaration(const Element& element);
    void read_transition_extras(const Element& element, TransitionNode& transition);
    std::vector<ReasonPart> read_reason(const Element& element);
    bool read_resting(const Element& element);

    std::string file_;
    const Functions& functions_;
    const Fetch& fetch_;
    std::unique_ptr<Program> program_;
    std::unordered_map<const Element*, StateIndex> numbers_;
    std::vector<Finding> findings_;
    bool null_model_ = false;
};

inline constexpr std::string_view scxml_namespace = "http://www.w3.org/2005/07/scxml";
inline constexpr std::string_view waymark_namespace = "urn:waymark:chart";

[[nodiscard]] inline bool is_scxml(const Element& element) { return element.space == scxml_namespace; }
[[nodiscard]] inline bool is_scxml(const Element& element, std::string_view name) {
    return element.name == name && is_scxml(element);
}
/// <state>, <parallel>, <final>, <history>: what has a place among the states.
[[nodiscard]] bool is_state_element(const Element& element);
/// Split at XML's white space.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view text);
/// A name for a variable in ECMAScript that is neither reserved nor the system's.
[[nodiscard]] bool is_variable_name(std::string_view name);

}  // namespace waymark::states
