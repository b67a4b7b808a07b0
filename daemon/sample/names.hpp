// The invented people and companies of the sample program. The companies' names are of words that do not
// exist, their mail domains below example.org and example.com, their taxpayer numbers valid but of a region
// that is not there.
#pragma once

#include <string>

#include "daemon/sample/luck.hpp"

namespace waymark::sample {

struct Person {
    std::string name, login;  // login: what stands before the @
};

struct Company {
    std::string name, domain, tin;
    bool russian;  // its name, its people and the language of its messages
};

/// The `number`-th company; another name and taxpayer number for each number below 10,000.
Company company(int number, Luck& luck);
Person person(bool russian, Luck& luck);

}  // namespace waymark::sample
