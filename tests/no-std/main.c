/* Calls the library from a program that has no Rust runtime. */
#include <stdint.h>
#include <stdio.h>

uint32_t antiphon_sum(uint32_t from);

int main(void) {
    uint32_t sum = antiphon_sum(4);
    printf("antiphon_sum(4) = %u\n", sum);
    return sum == 10 ? 0 : 1;
}
