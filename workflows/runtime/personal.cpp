#include "workflows/runtime/personal.hpp"

#include "states/value.hpp"
#include "workflows/runtime/form.hpp"

namespace waymark::runtime {

namespace {

std::string below(const std::string& path, char separator, std::string_view step) {
    std::string whole = path;
    if (!path.empty() || separator == '/') whole += separator;
    return whole.append(step);
}

/// Moves what one schema marks, all the way down.
class Mover {
  public:
    Mover(InstanceId instance, Sequence record, std::vector<Subject>& subjects)
        : instance_(instance), record_(record), subjects_(subjects) {}

    states::Value move(const states::Value& schema, const states::Value& data, const std::string& member) {
        const auto& personal = schema["personal"];
        if (personal.is_boolean() && personal.boolean()) return subject(data, member);
        if (data.is_object()) {
            states::Value::Object moved = data.object();
            for (auto& [name, value] : moved)
                value = move(schema["properties"][name], value, below(member, '.', name));
            return moved;
        }
        if (data.is_array()) {
            states::Value::Array moved = data.array();
            for (std::size_t i = 0; i < moved.size(); ++i)
                moved[i] = move(schema["items"], moved[i], below(member, '.', std::to_string(i)));
            return moved;
        }
        return data;
    }

  private:
    states::Value subject(const states::Value& data, const std::string& member) {
        if (data.is_undefined() || data.is_null()) return data;
        auto id = subject_id(instance_, record_, member);
        subjects_.push_back({id, states::to_json(data)});
        return id;
    }

    InstanceId instance_;
    Sequence record_;
    std::vector<Subject>& subjects_;
};

std::optional<std::string> find_subject(const states::Value& data, const std::string& pointer) {
    if (data.is_string())
        return data.string().starts_with(subject_prefix) ? std::optional(pointer) : std::nullopt;
    if (data.is_object()) {
        for (const auto& [name, value] : data.object())
            if (auto found = find_subject(value, below(pointer, '/', name))) return found;
    } else if (data.is_array()) {
        std::size_t i = 0;
        for (const auto& value : data.array())
            if (auto found = find_subject(value, below(pointer, '/', std::to_string(i++)))) return found;
    }
    return std::nullopt;
}

}  // namespace

std::string subject_id(InstanceId instance, Sequence record, std::string_view member) {
    return std::string(subject_prefix) + to_text(instance) + "." + std::to_string(record) + "." +
           std::string(member);
}

states::Value move_personal(const states::Value& schema, const states::Value& data, InstanceId instance,
                            Sequence record, std::vector<Subject>& subjects) {
    return Mover(instance, record, subjects).move(schema, data, {});
}

Done check_no_subjects(const states::Value& data) {
    if (auto pointer = find_subject(data, {}))
        return form_invalid(std::move(*pointer),
                            "a text must not begin with \"subject:\"; write something before it");
    return done();
}

states::Value reveal(const states::Value& value, Journal& journal) {
    if (value.is_string()) {
        if (!value.string().starts_with(subject_prefix)) return value;
        const auto subject = journal.subject(value.string());
        if (!subject || subject->json.empty()) return nullptr;
        auto revealed = states::parse_json(subject->json);
        return revealed ? std::move(revealed).value() : states::Value(nullptr);
    }
    if (value.is_object()) {
        states::Value::Object revealed = value.object();
        for (auto& [name, member] : revealed) member = reveal(member, journal);
        return revealed;
    }
    if (value.is_array()) {
        states::Value::Array revealed = value.array();
        for (auto& element : revealed) element = reveal(element, journal);
        return revealed;
    }
    return value;
}

}  // namespace waymark::runtime
